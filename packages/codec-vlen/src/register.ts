import { registerShared } from "@zarrkit/plugin-api";
import * as codecs from "./index.js";

registerShared(...Object.values(codecs).map((codec) => codec()));
