import { registerShared } from "@zarrkit/plugin-api";
import { sampleName } from "./index.js";

registerShared(sampleName());
