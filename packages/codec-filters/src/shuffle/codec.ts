import { loadShuffles } from "@zarrkit/engines/shuffle";
import { type CodecModule, checkDecodedLength, codecFailed, ZarrError } from "@zarrkit/plugin-api";
import { parseShuffle, type ShuffleConfiguration } from "./config.js";

type Module = CodecModule<ShuffleConfiguration, "bytes-bytes">;

export const parse: Module["parse"] = parseShuffle;

export const toConfiguration: Module["toConfiguration"] = ({ elementsize }, _target, spec) => ({
  elementsize: elementsize ?? spec.elementSize,
});

export const bind: Module["bind"] = async ({ elementsize }, spec) => {
  const { shuffle, unshuffle } = await loadShuffles();
  const width = Math.max(elementsize ?? spec.elementSize, 1);

  const uneven = (length: number) => `${length} bytes are no whole number of elements of ${width} bytes (elementsize)`;

  return {
    encodedSize: (decoded) => decoded,
    encode(source) {
      if (source.length % width !== 0) {
        throw new ZarrError("invalid-argument", `shuffle: ${uneven(source.length)}`, { fields: { codec: "shuffle" } });
      }
      const encoded = new Uint8Array(source.length);
      shuffle(source, encoded, width);
      return encoded;
    },
    decode(source, size, out) {
      if (source.length % width !== 0) throw codecFailed("shuffle", uneven(source.length));
      checkDecodedLength("shuffle", source.length, size);
      const decoded = out ?? new Uint8Array(source.length);
      unshuffle(source, decoded, width);
      return decoded;
    },
  };
};
