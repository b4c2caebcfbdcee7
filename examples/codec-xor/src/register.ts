import { registerShared } from "@zarrkit/plugin-api";
import { xor } from "./index.js";

registerShared(xor());
