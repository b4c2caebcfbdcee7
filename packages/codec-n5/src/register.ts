import { registerShared } from "@zarrkit/plugin-api";
import { n5 } from "./index.js";

registerShared(n5());
