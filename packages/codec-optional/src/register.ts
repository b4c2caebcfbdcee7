import { registerShared } from "@zarrkit/plugin-api";
import { optional, optionalType } from "./index.js";

registerShared(optional(), optionalType());
