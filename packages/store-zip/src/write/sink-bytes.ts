import { rangeWithin } from "@zarrkit/plugin-api";
import type { ArchiveBytes } from "../read/source.js";
import type { Sink } from "../sink.js";

/** The bytes of an archive that is being written. */
export function sinkBytes(sink: Sink): ArchiveBytes {
  return {
    name: sink.name,
    traits: {},
    size: () => sink.size(),
    async read(ranges) {
      const size = await sink.size();
      const pieces = ranges.map((range) => {
        const { offset, length } = rangeWithin(range, size);
        return sink.read(offset, length);
      });
      return { pieces: await Promise.all(pieces), version: undefined };
    },
  };
}
