import { registerShared } from "@zarrkit/plugin-api";
import { zstd } from "./index.js";

registerShared(zstd());
