import { registerShared } from "@zarrkit/plugin-api";
import { fs } from "./index.js";

registerShared(fs());
