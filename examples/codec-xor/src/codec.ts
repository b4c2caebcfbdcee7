import { type CodecModule, checkDecodedLength } from "@zarrkit/plugin-api";
import { parse, type XorConfiguration } from "./config.js";

type Module = CodecModule<XorConfiguration, "bytes-bytes">;

export { parse };

export const toConfiguration: Module["toConfiguration"] = ({ distance }, _target, spec) => ({
  distance: distance ?? spec.elementSize,
});

export const bind: Module["bind"] = (configuration, spec) => {
  const distance = configuration.distance ?? spec.elementSize;
  return {
    encodedSize: (decoded) => decoded,

    encode(source) {
      const encoded = new Uint8Array(source);
      for (let i = distance; i < source.length; i++) encoded[i] = source[i]! ^ source[i - distance]!;
      return encoded;
    },

    decode(source, size, out = new Uint8Array(source.length)) {
      checkDecodedLength("org.example.xor", source.length, size);
      out.set(source);
      for (let i = distance; i < out.length; i++) out[i] = source[i]! ^ out[i - distance]!;
      return out;
    },
  };
};
