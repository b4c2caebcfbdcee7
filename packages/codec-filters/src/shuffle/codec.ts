import { type Bytes, type CodecModule, ZarrError } from "@zarrkit/plugin-api";
import { parseShuffle, type ShuffleConfiguration } from "./config.js";
import { shuffle, unshuffle } from "./shuffle.js";

type Module = CodecModule<ShuffleConfiguration, "bytes-bytes">;

export const parse: Module["parse"] = parseShuffle;

export const toConfiguration: Module["toConfiguration"] = ({ elementsize }, _target, spec) => ({
  elementsize: elementsize ?? spec.elementSize,
});

export const bind: Module["bind"] = ({ elementsize }, spec) => {
  const width = Math.max(elementsize ?? spec.elementSize, 1);

  function checkWhole(source: Bytes, code: "codec-failed" | "invalid-argument"): void {
    if (source.length % width === 0) return;
    throw new ZarrError(
      code,
      `shuffle: ${source.length} bytes are no whole number of elements of ${width} bytes (elementsize)`,
      { fields: { codec: "shuffle" } },
    );
  }

  return {
    encodedSize: (decoded) => decoded,
    encode(source) {
      checkWhole(source, "invalid-argument");
      const encoded = new Uint8Array(source.length);
      shuffle(source, encoded, width);
      return encoded;
    },
    decode(source, size, out) {
      checkWhole(source, "codec-failed");
      if ("exact" in size ? source.length !== size.exact : source.length > size.atMost) {
        const expected = "exact" in size ? `${size.exact}` : `at most ${size.atMost}`;
        throw new ZarrError("codec-failed", `shuffle: the chunk has ${source.length} bytes, expected ${expected}`, {
          fields: { codec: "shuffle" },
        });
      }
      const decoded = out ?? new Uint8Array(source.length);
      unshuffle(source, decoded, width);
      return decoded;
    },
  };
};
