import { registerShared } from "@zarrkit/plugin-api";
import { decimal } from "./index.js";

registerShared(decimal());
