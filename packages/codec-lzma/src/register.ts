import { registerShared } from "@zarrkit/plugin-api";
import { lzma } from "./index.js";

registerShared(lzma());
