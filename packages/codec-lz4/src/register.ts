import { registerShared } from "@zarrkit/plugin-api";
import { lz4 } from "./index.js";

registerShared(lz4());
