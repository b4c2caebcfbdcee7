import { registerShared } from "@zarrkit/plugin-api";
import { indexeddb } from "./index.js";

registerShared(indexeddb());
