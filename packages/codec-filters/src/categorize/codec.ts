import { type CodecModule, field, invalid, show, ZarrError } from "@zarrkit/plugin-api";
import type { Entries } from "../array/entries.js";
import { resolveType } from "../array/numpy-type.js";
import { valueCodec } from "../array/value-codec.js";
import { isLong } from "../number/number-type.js";
import { requireNumber } from "../number/require-number.js";
import { type CategorizeConfiguration, parseCategorize } from "./config.js";

type Module = CodecModule<CategorizeConfiguration, "array-array">;

export const parse: Module["parse"] = parseCategorize;

export const toConfiguration: Module["toConfiguration"] = ({ labels, dtype, astype }) => ({
  labels,
  dtype,
  astype: astype.json,
});

export const bind: Module["bind"] = async ({ labels, astype, origin }, spec, tools) => {
  if (!Array.isArray(spec.dataType.allocate(0))) {
    throw invalid(origin.path, `categorize works on strings, not on ${spec.dataType.name}`);
  }
  const encoded = await resolveType(astype, tools);
  const type = requireNumber(encoded.dataType, { ...origin, path: field(origin, "astype") });
  if (type.kind !== "integer" || labels.length >= type.limit) {
    throw invalid(field(origin, "astype"), `${type.name} cannot number ${labels.length} labels and the empty string`);
  }
  // As in numcodecs, of two labels that are the same the last one counts.
  const codes = new Map<unknown, number>([["", 0], ...labels.map((label, i) => [label, i + 1] as const)]);
  const strings = ["", ...labels];
  const toEntry = isLong(type) ? BigInt : Number;
  const fillCode = codes.get(spec.fillValue) ?? 0;
  const encodedSpec = { shape: spec.shape, ...encoded, fillValue: encoded.dataType.fillFromScalar(toEntry(fillCode)) };

  return valueCodec<string[], Entries>(spec, encodedSpec, tools, {
    elementwise: true,
    encode(source, destination) {
      for (let i = 0; i < source.length; i++) {
        const code = codes.get(source[i]);
        if (code === undefined) {
          throw new ZarrError(
            "invalid-argument",
            `categorize: ${show(source[i])} is none of the ${labels.length} labels`,
            {
              fields: { codec: "categorize" },
            },
          );
        }
        destination[i] = toEntry(code);
      }
    },
    // A number without a label is an empty string, as in numcodecs, which stores 0 for every string without one.
    decode(source, destination) {
      for (let i = 0; i < source.length; i++) destination[i] = strings[Number(source[i])] ?? "";
    },
  });
};
