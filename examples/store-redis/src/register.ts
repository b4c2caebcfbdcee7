import { registerShared } from "@zarrkit/plugin-api";
import { redis } from "./index.js";

registerShared(redis());
