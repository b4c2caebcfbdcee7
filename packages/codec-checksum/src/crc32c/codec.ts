import { cyclicRedundancyCheck } from "@zarrkit/engines/cyclic-redundancy-check";
import { type CodecModule, parseConfiguration } from "@zarrkit/plugin-api";
import { locatedChecksum } from "../checksum-codec.js";
import type { LocationConfiguration } from "../config.js";

/** Castagnoli's polynomial 0x1edc6f41 with its bits reversed (RFC 3720, section 12.1). */
const castagnoli = 0x82f63b78;

const located = locatedChecksum("crc32c", cyclicRedundancyCheck(castagnoli), "end");

type Module = CodecModule<LocationConfiguration, "bytes-bytes">;

/** Zarr's own codec has no fields: its checksum is always at the end. */
export const parse: Module["parse"] = (configuration, origin) => {
  if (origin.format === 3 && origin.name === "crc32c") parseConfiguration(configuration, origin, []);
  return located.parse(configuration, origin);
};

export const toConfiguration: Module["toConfiguration"] = (config, target, spec) =>
  target.format === 3 && target.name === "crc32c" ? {} : located.toConfiguration(config, target, spec);

export const { bind } = located;
