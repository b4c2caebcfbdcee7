import { registerShared } from "@zarrkit/plugin-api";
import { conditional } from "./index.js";

registerShared(conditional());
