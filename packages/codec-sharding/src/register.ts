import { registerShared } from "@zarrkit/plugin-api";
import { sharding } from "./index.js";

registerShared(sharding());
