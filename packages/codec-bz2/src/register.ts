import { registerShared } from "@zarrkit/plugin-api";
import { bz2 } from "./index.js";

registerShared(bz2());
