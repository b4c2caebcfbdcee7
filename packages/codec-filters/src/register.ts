import { registerShared } from "@zarrkit/plugin-api";
import * as filters from "./index.js";

registerShared(...Object.values(filters).map((filter) => filter()));
