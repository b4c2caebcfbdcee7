import { registerShared } from "@zarrkit/plugin-api";
import { zip } from "./index.js";

registerShared(zip());
