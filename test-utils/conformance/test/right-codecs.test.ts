import {
  type ArrayBytesSample,
  type ArraySample,
  type BytesSample,
  codecContract,
  sampleType,
} from "@zarrkit/conformance";
import { type BytesToBytes, ZarrError } from "@zarrkit/plugin-api";
import { describe, it } from "vitest";
import { arrayPlugin, differencesCodec, flipCodec, stepsCodec } from "./right/array-codecs.js";
import { plainPlugin } from "./right/plain-codec.js";
import { runsCodec, runsModule, runsPlugin } from "./right/runs-codec.js";
import { shardsPlugin } from "./right/shards-codec.js";

const bytesSamples: readonly BytesSample[] = [
  {
    name: "few runs",
    decoded: Uint8Array.of(7, 7, 7, 9),
    encoded: Uint8Array.of(4, 0, 0, 0, 0xcf, 0x26, 0x92, 0x3f, 3, 7, 1, 9),
    canonical: true,
    verified: true,
  },
  {
    name: "short runs",
    configuration: { longest: 2 },
    decoded: Uint8Array.from({ length: 90 }, (_, i) => i >> 3),
    verified: true,
  },
  { name: "v2", format: 2, as: "runs", configuration: { id: "runs", longest: 9 }, decoded: new Uint8Array(300) },
];

const int16 = { shape: [3, 4], dataType: sampleType("int16"), fillValue: Uint8Array.of(0, 0) };
const twelve = Int16Array.from({ length: 12 }, (_, i) => i * 300 + 1);

const arrayBytesSamples: readonly ArrayBytesSample[] = [
  {
    name: "big-endian int16",
    spec: int16,
    decoded: twelve,
    canonical: true,
    encoded: Uint8Array.from([...twelve].flatMap((value) => [value >> 8, value & 255])),
  },
  {
    name: "a scalar",
    configuration: { endian: "little" },
    spec: { ...int16, shape: [] },
    decoded: Int16Array.of(258),
    encoded: Uint8Array.of(2, 1),
  },
  { name: "nothing", spec: { ...int16, shape: [0, 4] }, decoded: new Int16Array(0) },
  {
    name: "float64",
    spec: { shape: [2, 3, 5], dataType: sampleType("float64"), fillValue: new Uint8Array(8) },
    decoded: Float64Array.from({ length: 30 }, (_, i) => Math.sqrt(i) * (i % 2 ? -1 : 1)),
  },
];

const shardSamples: readonly ArrayBytesSample[] = [
  { name: "rows", spec: { ...int16, shape: [6, 3] }, decoded: Int16Array.from({ length: 18 }, (_, i) => i + 1) },
  {
    name: "rows, some of them all fill value",
    spec: { ...int16, shape: [6, 3], fillValue: Uint8Array.of(7, 0) },
    decoded: Int16Array.from({ length: 18 }, (_, i) => (i < 6 || i > 11 ? 7 : i)),
  },
];

const arraySamples: readonly ArraySample[] = [{ name: "int16", spec: int16, decoded: twelve }];

const flipped = Int16Array.from({ length: 12 }, (_, i) => twelve[(i % 3) * 4 + Math.floor(i / 3)] ?? 0);

/** What lends its own memory, and what cannot encode. */
function borrowing({ longest }: { readonly longest: number }): BytesToBytes {
  const { encode, decode, encodedSize } = runsCodec(longest);
  const memory = new Uint8Array(2 ** 23);
  return {
    encode,
    encodedSize,
    result: "borrowed",
    decode(source, size, out) {
      const decoded = decode(source, size, out);
      if (out) return out;
      memory.set(decoded);
      return memory.subarray(0, decoded.length);
    },
  };
}

function readingOnly({ longest }: { readonly longest: number }): BytesToBytes {
  const { decode, encodedSize } = runsCodec(longest);
  const encode = () => {
    throw new ZarrError("unsupported", "runs is only read here.");
  };
  return { decode, encode, encodedSize };
}

const contracts = {
  "bytes → bytes, lending its memory": await codecContract(
    runsPlugin({ ...runsModule, bind: borrowing }),
    bytesSamples,
  ),
  "bytes → bytes, only read": await codecContract(
    runsPlugin({ ...runsModule, bind: readingOnly }),
    bytesSamples.filter((sample) => sample.encoded),
    { decodeOnly: "a test" },
  ),
  "bytes → bytes": await codecContract(runsPlugin(), bytesSamples),
  "array → bytes": await codecContract(plainPlugin(), arrayBytesSamples),
  "array → bytes with subchunks": await codecContract(shardsPlugin(), shardSamples),
  "a layout": await codecContract(arrayPlugin("flip", flipCodec, { changesShape: true }), [
    {
      ...(arraySamples[0] as ArraySample),
      encoded: flipped,
      encodedSpec: { shape: [4, 3], dataType: "int16", fillValue: int16.fillValue },
    },
  ]),
  differences: await codecContract(arrayPlugin("differences", differencesCodec), arraySamples),
  steps: await codecContract(arrayPlugin("steps", stepsCodec), arraySamples),
};

for (const [name, cases] of Object.entries(contracts)) {
  describe(`a right codec, ${name}`, () => {
    for (const c of cases) it(c.name, c.run);
  });
}
