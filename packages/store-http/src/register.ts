import { registerShared } from "@zarrkit/plugin-api";
import { http } from "./index.js";

registerShared(http());
