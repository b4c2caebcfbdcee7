import { registerShared } from "@zarrkit/plugin-api";
import { adler32, crc32, crc32c, fletcher32, jenkinsLookup3 } from "./index.js";

registerShared(crc32c(), crc32(), adler32(), fletcher32(), jenkinsLookup3());
