import { registerShared } from "@zarrkit/plugin-api";
import { gzip, zlib } from "./index.js";

registerShared(gzip(), zlib());
