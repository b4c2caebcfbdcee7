import { type CodecModule, codecFailed, invalid } from "@zarrkit/plugin-api";
import { elementCount } from "../array/entries.js";
import { valueCodec } from "../array/value-codec.js";
import { type NumcodecsPackbitsConfiguration, parseNumcodecsPackbits } from "./config.js";

type Module = CodecModule<NumcodecsPackbitsConfiguration, "array-array">;

export const parse: Module["parse"] = parseNumcodecsPackbits;

export const toConfiguration: Module["toConfiguration"] = () => ({});

export const bind: Module["bind"] = async ({ origin }, spec, tools) => {
  if (spec.dataType.name !== "bool") throw invalid(origin.path, `packs bool alone, not ${spec.dataType.name}`);
  const { dataType } = await tools.dataType("uint8", { ...origin, format: 3 });
  const packed = Math.ceil(elementCount(spec.shape) / 8);
  const encodedSpec = { shape: [1 + packed], dataType, fillValue: spec.fillValue };

  return valueCodec<Uint8Array, Uint8Array>(spec, encodedSpec, tools, {
    elementwise: false,
    encode(source, destination) {
      destination.fill(0);
      destination[0] = 8 * packed - source.length;
      for (let i = 0; i < source.length; i++) destination[1 + (i >> 3)]! |= source[i]! << (7 - (i & 7));
    },
    decode(source, destination) {
      const padding = 8 * packed - destination.length;
      if (source[0] !== padding) {
        throw codecFailed(
          "packbits",
          `the chunk says that ${source[0]} bits are padding, but ${destination.length} bools leave ${padding}`,
        );
      }
      for (let i = 0; i < destination.length; i++) destination[i] = (source[1 + (i >> 3)]! >> (7 - (i & 7))) & 1;
    },
  });
};
