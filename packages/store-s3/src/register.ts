import { registerShared } from "@zarrkit/plugin-api";
import { s3 } from "./index.js";

registerShared(s3());
