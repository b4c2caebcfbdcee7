import type { ArrayToBytes, Bytes, Elements, Region, View } from "@zarrkit/plugin-api";
import { copyOf, oddView, readingOnly, sharedView, withoutSharedMemory } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectEqual, expectTrue, fail } from "../expect.js";
import { mostOf } from "./bytes-agreement.js";
import { listOf } from "./sample.js";
import type { Subject } from "./subject.js";
import { cOrder, countOf, expectElements, gather, guardedViews, regionOf, regionsOf, sourceViews } from "./view.js";

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

/** Right input, right output: whatever the arrangement of memory and the mode that is asked. */
export function arrayBytesAgreementCases(subject: ArrayBytesSubject): readonly Draft[] {
  const { sample, spec, decodeOnly } = subject;
  const { dataType, shape } = spec;
  const { decoded } = sample;
  const draft = (name: string, run: () => Promise<void>, skip?: string): Draft => ({
    name: `${sample.name}: ${name}`,
    run,
    skip,
  });
  const eachShard = (name: string, run: (mode: ArrayMode, shard: Bytes) => Promise<void>, skip?: string): Draft =>
    draft(
      name,
      async () => {
        for (const shard of await shardsOf(subject))
          for (const mode of arrayModes(await subject.bind())) await run(mode, shard);
      },
      skip,
    );
  const foreign = listOf(sample.encoded);
  const cases: Draft[] = [];
  if (foreign.length > 0) {
    cases.push(
      draft("decodes what another implementation encoded", async () => {
        for (const mode of arrayModes(await subject.bind())) {
          for (const encoded of foreign) expectElements(await decodeWhole(subject, mode, encoded), decoded, mode.name);
        }
      }),
    );
  }
  if (sample.canonical && decodeOnly === undefined) {
    cases.push(
      draft("encodes exactly what another implementation does", async () => {
        for (const mode of arrayModes(await subject.bind())) {
          for (const encoded of foreign) expectBytes(await mode.encode(decodedView(subject)), encoded, mode.name);
        }
      }),
    );
  }
  cases.push(
    eachShard("decodes into views of every arrangement, and nothing beside them", async (mode, shard) => {
      for (const guarded of guardedViews(dataType, shape)) {
        await mode.decodeInto(shard, guarded.view);
        expectElements(gather(guarded.view, dataType), decoded, `${guarded.name}, ${mode.name}`);
        guarded.check(`a destination ${guarded.name}, ${mode.name}`);
      }
    }),
    eachShard("a region decodes to the same elements as the whole", async (mode, shard) => {
      for (const region of regionsOf(shape)) {
        const expected = gather(regionOf(decodedView(subject), region), dataType);
        for (const guarded of guardedViews(dataType, region.shape)) {
          await mode.decodeInto(shard, guarded.view, region);
          const what = `region ${describe(region)} into a destination ${guarded.name}, ${mode.name}`;
          expectElements(gather(guarded.view, dataType), expected, what);
          guarded.check(what);
        }
      }
    }),
    eachShard("the source of decodeInto is not written to", async (mode, shard) => {
      const source = oddView(shard);
      await readingOnly(source, `${mode.name} decodeInto`, () => decodeWhole(subject, mode, source));
      expectTrue(source.buffer.byteLength > 0, "decodeInto detached the buffer of its source");
    }),
    eachShard("a source at an odd offset decodes the same", async (mode, shard) => {
      expectElements(await decodeWhole(subject, mode, oddView(shard)), decoded, mode.name);
    }),
    eachShard(
      "a source on shared memory decodes the same",
      async (mode, shard) => {
        expectElements(await decodeWhole(subject, mode, sharedView(shard)), decoded, mode.name);
      },
      withoutSharedMemory,
    ),
    eachShard("decoded elements do not lie in the source", async (mode, shard) => {
      const source = copyOf(shard);
      const data = await decodeWhole(subject, mode, source);
      source.fill(0x5a);
      expectElements(data, decoded, `elements after the source was overwritten, ${mode.name}`);
    }),
    eachShard("encodedSize bounds what is encoded", async (_, shard) => {
      const { encodedSize } = await subject.bind();
      if ("exact" in encodedSize)
        expectEqual(shard.length, encodedSize.exact, "encoded length, which encodedSize says exactly");
      expectTrue(
        shard.length <= mostOf(encodedSize),
        `encodedSize says at most ${mostOf(encodedSize)}, the encoded form has ${shard.length}`,
      );
    }),
  );
  if (decodeOnly !== undefined) return cases;
  return [
    ...cases,
    draft("decodes what it encoded, in every mode", async () => {
      const modes = arrayModes(await subject.bind());
      for (const from of modes) {
        const encoded = await from.encode(decodedView(subject));
        for (const to of modes)
          expectElements(await decodeWhole(subject, to, encoded), decoded, `${from.name} encode, ${to.name} decode`);
      }
    }),
    draft("encodes views of every arrangement the same", async () => {
      for (const mode of arrayModes(await subject.bind())) {
        for (const { name, view } of sourceViews(decoded, dataType, shape)) {
          expectElements(
            await decodeWhole(subject, mode, await mode.encode(view)),
            decoded,
            `encoded from a view ${name}, ${mode.name}`,
          );
        }
      }
    }),
    draft("the source of encode is not written to", async () => {
      for (const mode of arrayModes(await subject.bind())) {
        for (const { name, view } of sourceViews(decoded, dataType, shape)) {
          const before = structuredClone(Array.from(view.data));
          if (ArrayBuffer.isView(view.data))
            await readingOnly(view.data, `${mode.name} encode`, () => mode.encode(view));
          else await mode.encode(view);
          expectEqual(Array.from(view.data), before, `the elements encoded from, ${name}, ${mode.name}`);
        }
      }
    }),
    draft("encoded bytes are the caller's: the next call leaves them alone", async () => {
      const codec = await subject.bind();
      const results: Bytes[] = [];
      if (codec.encode) results.push(codec.encode(decodedView(subject)));
      if (codec.encodeAsync) results.push(await codec.encodeAsync(decodedView(subject)));
      const copies = results.map(copyOf);
      const blank = cOrder(dataType.allocate(countOf(shape)), shape, dataType.lanes);
      codec.encode?.(blank);
      await codec.encodeAsync?.(blank);
      results.forEach((result, i) => expectBytes(result, copies[i], "bytes encoded before another call"));
    }),
  ];
}
