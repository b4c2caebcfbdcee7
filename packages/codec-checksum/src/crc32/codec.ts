import { cyclicRedundancyCheck } from "@zarrkit/engines/cyclic-redundancy-check";
import { locatedChecksum } from "../checksum-codec.js";

/** The polynomial 0x04c11db7 with its bits reversed (RFC 1952, section 8). */
const ieee = 0xedb88320;

export const { parse, toConfiguration, bind } = locatedChecksum("crc32", cyclicRedundancyCheck(ieee), "start");
