import { registerShared } from "@zarrkit/plugin-api";
import { reference } from "./index.js";

registerShared(reference());
