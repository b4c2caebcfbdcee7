import { registerShared } from "@zarrkit/plugin-api";
import { blosc } from "./index.js";

registerShared(blosc());
