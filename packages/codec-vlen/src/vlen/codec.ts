import type { Bytes, CodecModule, Region, View } from "@zarrkit/plugin-api";
import type { Joined } from "../elements/joined.js";
import { kindOf } from "../elements/kind-of.js";
import { spread, valuesOf } from "../elements/value-codec.js";
import { parseVlen, type VlenConfiguration } from "./config.js";
import { frame, unframe } from "./frame.js";
import { endsOf, offsetsOf } from "./offsets.js";
import { bindParts } from "./parts.js";

type Module = CodecModule<VlenConfiguration, "array-bytes">;

export const parse: Module["parse"] = parseVlen;

export const toConfiguration: Module["toConfiguration"] = ({
  indexCodecs,
  dataCodecs,
  indexDataType,
  indexLocation,
}) => ({
  index_codecs: indexCodecs,
  data_codecs: dataCodecs,
  index_data_type: indexDataType,
  index_location: indexLocation,
});

export const bind: Module["bind"] = async (config, spec, tools) => {
  const kind = kindOf(spec, config.origin);
  const { index, data, isSync } = await bindParts(config, spec, tools);
  const limit = tools.limits.decodedBytes;
  const location = config.indexLocation;

  function split(source: View): { readonly offsets: View; readonly joined: Joined } {
    const joined = kind.join(valuesOf(source, tools));
    return { offsets: offsetsOf(joined.ends, index.allocate()), joined };
  }

  function finish(bytes: Bytes, ends: Float64Array, destination: View, region: Region | undefined): void {
    // Elements may be views of these bytes, which may be anybody's.
    spread(kind.split({ bytes: bytes.slice(), ends }), spec, destination, region, tools);
  }

  return {
    encodedSize: { atMost: limit },
    ...(isSync && {
      encode(source: View) {
        const { offsets, joined } = split(source);
        return frame(index.encode(offsets), data.encode(joined.bytes), location);
      },
      decodeInto(source: Bytes, destination: View, region?: Region) {
        const parts = unframe(source, location);
        const ends = endsOf(index.decode(parts.index), limit);
        finish(data.decode(parts.data, ends.at(-1) ?? 0), ends, destination, region);
      },
    }),
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      const { offsets, joined } = split(source);
      return frame(await index.encodeAsync(offsets, signal), await data.encodeAsync(joined.bytes, signal), location);
    },
    async decodeIntoAsync(source, destination, region, signal) {
      signal?.throwIfAborted();
      const parts = unframe(source, location);
      const ends = endsOf(await index.decodeAsync(parts.index, signal), limit);
      finish(await data.decodeAsync(parts.data, ends.at(-1) ?? 0, signal), ends, destination, region);
    },
  };
};
