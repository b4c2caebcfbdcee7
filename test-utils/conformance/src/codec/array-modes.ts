import type { ArrayToBytes, Bytes, Elements, Region, View } from "@zarrkit/plugin-api";
import { copyOf } from "../bytes.js";
import { fail } from "../expect.js";
import { listOf } from "./sample.js";
import type { Subject } from "./subject.js";
import { cOrder, countOf } from "./view.js";

export type ArrayBytesSubject = Subject<"array-bytes">;

/** One mode of an array → bytes codec. */
export interface ArrayMode {
  readonly name: "synchronous" | "asynchronous";
  encode(source: View): Promise<Bytes>;
  decodeInto(source: Bytes, destination: View, region?: Region): Promise<void>;
}

export function arrayModes(codec: ArrayToBytes): readonly ArrayMode[] {
  const modes: ArrayMode[] = [];
  if (codec.encode && codec.decodeInto) {
    modes.push({
      name: "synchronous",
      encode: async (source) => copyOf(codec.encode!(source)),
      decodeInto: async (source, destination, region) => codec.decodeInto!(source, destination, region),
    });
  }
  if (codec.encodeAsync && codec.decodeIntoAsync) {
    modes.push({
      name: "asynchronous",
      encode: async (source) => copyOf(await codec.encodeAsync!(source)),
      decodeInto: (source, destination, region) => codec.decodeIntoAsync!(source, destination, region),
    });
  }
  return modes.length > 0
    ? modes
    : fail("the bound codec has neither encode and decodeInto nor encodeAsync and decodeIntoAsync");
}

/** The sample's elements as a C-order view. */
export function decodedView({ sample, spec }: ArrayBytesSubject): View {
  return cOrder(sample.decoded, spec.shape, spec.dataType.lanes);
}

/** The encoded forms at hand: other implementations' and, where it encodes, the codec's own. */
export async function shardsOf(subject: ArrayBytesSubject): Promise<readonly Bytes[]> {
  const foreign = listOf(subject.sample.encoded);
  if (subject.decodeOnly !== undefined) return foreign;
  const [mode] = arrayModes(await subject.bind());
  return mode === undefined ? foreign : [...foreign, await mode.encode(decodedView(subject))];
}

/** Decodes whole into a fresh C-order array. */
export async function decodeWhole(subject: ArrayBytesSubject, mode: ArrayMode, source: Bytes): Promise<Elements> {
  const { dataType, shape } = subject.spec;
  const data = dataType.allocate(countOf(shape));
  await mode.decodeInto(source, cOrder(data, shape, dataType.lanes));
  return data;
}

/** Runs something with every encoded form and every mode of one bound codec. */
export async function everyShard(
  subject: ArrayBytesSubject,
  run: (mode: ArrayMode, shard: Bytes) => Promise<void>,
): Promise<void> {
  for (const mode of arrayModes(await subject.bind())) {
    for (const shard of await shardsOf(subject)) await run(mode, shard);
  }
}
