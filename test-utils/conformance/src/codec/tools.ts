import { invalid, type Tools, ZarrError } from "@zarrkit/plugin-api";
import { fail } from "../expect.js";
import { type SampleTypeName, sampleType } from "../sample-type.js";
import { fillView, isFilled } from "./fill.js";
import { partition } from "./partition.js";
import { cOrder, copyElements, countOf } from "./view.js";

const known: readonly string[] = [
  "uint8",
  "int8",
  "uint16",
  "int16",
  "uint32",
  "int32",
  "uint64",
  "int64",
  "float32",
  "float64",
  "string",
  "bytes",
];

/** v2's letter and size of each number; its first character is the byte order. */
const version2: Readonly<Record<string, SampleTypeName>> = {
  u1: "uint8",
  i1: "int8",
  u2: "uint16",
  i2: "int16",
  u4: "uint32",
  i4: "int32",
  u8: "uint64",
  i8: "int64",
  f4: "float32",
  f8: "float64",
};

/**
 * What a codec is handed at `bind` where no core is at hand: sample types by v3 or v2 name, plain copies. A codec that
 * holds other codecs needs core's tools (`codecContract(plugin, samples, { tools })`).
 */
export const sampleTools: Tools = {
  bindPipeline: () => Promise.reject(noInnerCodecs()),
  bindBytes: () => Promise.reject(noInnerCodecs()),
  async dataType(json, origin) {
    if (typeof json === "string" && known.includes(json)) return { dataType: sampleType(json as SampleTypeName) };
    const name = typeof json === "string" && /^[<>|]/.test(json) ? version2[json.slice(1)] : undefined;
    if (name === undefined) throw invalid(origin.path, `${JSON.stringify(json)} is none of the kit's data types`);
    return { dataType: sampleType(name), byteOrder: String(json).startsWith(">") ? "big" : "little" };
  },
  copy: copyElements,
  scratch: ({ dataType, shape }) => cOrder(dataType.allocate(countOf(shape)), shape, dataType.lanes),
  fill: fillView,
  isFill: isFilled,
  partition,
  takeTurns: () => Promise.resolve(),
  limits: { decodedBytes: 2 ** 31, indexEntries: 2 ** 24 },
};

/** For codecs that say `usesTools: false`: core may then load no tools, so none can be used. */
export const refusingTools: Tools = Object.create(
  null,
  Object.fromEntries(
    Object.keys(sampleTools).map((name) => [
      name,
      { get: () => fail(`the plugin says usesTools: false, but bind uses tools.${name}`) },
    ]),
  ),
);

function noInnerCodecs(): ZarrError {
  return new ZarrError(
    "missing-codec",
    "The kit's own tools bind no inner codecs: hand codecContract core's tools in its options.",
  );
}
