import { registerShared } from "@zarrkit/plugin-api";
import { opfs } from "./index.js";

registerShared(opfs());
