import { loadFilters } from "@zarrkit/engines/filters";
import { type CodecModule, codecFailed, invalid } from "@zarrkit/plugin-api";
import { elementCount } from "../array/entries.js";
import { valueCodec } from "../array/value-codec.js";
import { type NumcodecsPackbitsConfiguration, parseNumcodecsPackbits } from "./config.js";

type Module = CodecModule<NumcodecsPackbitsConfiguration, "array-array">;

/** How the engine is told which bit of a byte is the first. */
const highestFirst = 1;

export const parse: Module["parse"] = parseNumcodecsPackbits;

export const toConfiguration: Module["toConfiguration"] = () => ({});

export const bind: Module["bind"] = async ({ origin }, spec, tools) => {
  if (spec.dataType.name !== "bool") throw invalid(origin.path, `packs bool alone, not ${spec.dataType.name}`);
  const engine = await loadFilters();
  const { dataType } = await tools.dataType("uint8", { ...origin, format: 3 });
  const packed = Math.ceil(elementCount(spec.shape) / 8);
  const encodedSpec = { shape: [1 + packed], dataType, fillValue: spec.fillValue };

  return valueCodec<Uint8Array, Uint8Array>(spec, encodedSpec, tools, {
    elementwise: false,
    encode(source, destination) {
      destination.fill(0);
      destination[0] = 8 * packed - source.length;
      if (engine?.packBits(source, destination.subarray(1), highestFirst)) return;
      for (let i = 0; i < source.length; i++) destination[1 + (i >> 3)]! |= (source[i]! & 1) << (7 - (i & 7));
    },
    decode(source, destination) {
      const padding = 8 * packed - destination.length;
      if (source[0] !== padding) {
        throw codecFailed(
          "packbits",
          `the chunk says that ${source[0]} bits are padding, but ${destination.length} bools leave ${padding}`,
        );
      }
      if (engine?.unpackBits(source.subarray(1), destination, highestFirst)) return;
      for (let i = 0; i < destination.length; i++) destination[i] = (source[1 + (i >> 3)]! >> (7 - (i & 7))) & 1;
    },
  });
};
