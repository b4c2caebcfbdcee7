import { locatedChecksum } from "../checksum-codec.js";
import { adler32 } from "./adler32.js";

export const { parse, toConfiguration, bind } = locatedChecksum("adler32", adler32, "start");
