import { type Bytes, isZarrError, mostBytes, type Size } from "@zarrkit/plugin-api";
import { copyOf, oddView, pattern, readingOnly, sharedView, withoutSharedMemory } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectEqual, expectTrue, rejectionOf } from "../expect.js";
import { type BytesSubject, draftsOf } from "./frames.js";
import { listOf } from "./sample.js";
import { bytesModes } from "./subject.js";

/** Encoding: what it gives is decoded to the same, lies within its bound, and is the caller's. */
export function bytesEncodingCases(subject: BytesSubject): readonly Draft[] {
  const { sample, decodeOnly } = subject;
  const { decoded } = sample;
  const exact: Size = { exact: decoded.length };
  const draft = draftsOf(subject);
  if (decodeOnly !== undefined) {
    return [draft("refuses to encode with the code unsupported", () => expectRefusal(subject))];
  }
  const backAndForth = async (source: Bytes) => {
    for (const mode of bytesModes(await subject.bind())) {
      expectBytes(await mode.decode(await mode.encode(source), exact), decoded, mode.name);
    }
  };
  const cases = [
    draft("decodes what it encoded, in every mode", async () => {
      const modes = bytesModes(await subject.bind());
      for (const from of modes) {
        const encoded = await from.encode(decoded);
        for (const to of modes) {
          expectBytes(await to.decode(encoded, exact), decoded, `${from.name} encode, ${to.name} decode`);
        }
      }
    }),
    draft("decodes what it encoded, at sizes from nothing to 200 kB", () => expectAllSizes(subject)),
    draft("the source of encode is not written to", async () => {
      const source = oddView(decoded);
      for (const mode of bytesModes(await subject.bind())) {
        await readingOnly(source, `${mode.name} encode`, () => mode.encode(source));
        expectTrue(source.buffer.byteLength > 0, `${mode.name} encode detached the buffer of its source`);
      }
    }),
    draft("a source at an odd offset encodes the same", () => backAndForth(oddView(decoded))),
    draft("a source on shared memory encodes the same", () => backAndForth(sharedView(decoded)), withoutSharedMemory),
    draft("encoded bytes are the caller's: the next call leaves them alone", async () => {
      const codec = await subject.bind();
      const other = pattern(decoded.length, 77);
      const results = [codec.encode?.(decoded), await codec.encodeAsync?.(decoded)];
      const copies = results.map((result) => result && copyOf(result));
      codec.encode?.(other);
      await codec.encodeAsync?.(other);
      results.forEach((result, i) => expectBytes(result, copies[i], "bytes encoded before another call"));
    }),
    draft("encodedSize bounds what encode gives", () => expectHonestBound(subject)),
  ];
  if (!sample.canonical || sample.encoded === undefined) return cases;
  const canonical = draft("encodes exactly what another implementation does", async () => {
    for (const mode of bytesModes(await subject.bind())) {
      for (const encoded of listOf(sample.encoded)) expectBytes(await mode.encode(decoded), encoded, mode.name);
    }
  });
  return [canonical, ...cases];
}

async function expectRefusal(subject: BytesSubject): Promise<void> {
  for (const mode of bytesModes(await subject.bind())) {
    const error = await rejectionOf(() => mode.encode(subject.sample.decoded), `${mode.name} encode`);
    const refuses = isZarrError(error, "unsupported");
    expectTrue(refuses, `${mode.name} encode: expected unsupported, got ${describe(error)}`);
  }
}

/** Bytes that no codec can make smaller, and bytes that any can; always whole elements. */
async function expectAllSizes({ module, config, spec, tools }: BytesSubject): Promise<void> {
  for (const count of [0, 1, 8, 512, 12_500]) {
    for (const make of [pattern, (length: number) => new Uint8Array(length).fill(3)]) {
      const bytes = make(count * 16 * spec.elementSize);
      const exact: Size = { exact: bytes.length };
      for (const mode of bytesModes(await module.bind(config, { ...spec, size: exact }, tools))) {
        const decoded = await mode.decode(await mode.encode(bytes), exact);
        expectBytes(decoded, bytes, `${bytes.length} bytes, ${mode.name}`);
      }
    }
  }
}

async function expectHonestBound(subject: BytesSubject): Promise<void> {
  const { length } = subject.sample.decoded;
  const codec = await subject.bind();
  const size = codec.encodedSize({ exact: length });
  for (const mode of bytesModes(codec)) {
    for (const source of [subject.sample.decoded, pattern(length, 5), new Uint8Array(length)]) {
      const encoded = await mode.encode(source);
      if ("exact" in size) expectEqual(encoded.length, size.exact, `encoded length, said exactly, ${mode.name}`);
      const what = `encodedSize says at most ${mostBytes(size)} for ${length} bytes, encode gave ${encoded.length}`;
      expectTrue(encoded.length <= mostBytes(size), what);
    }
  }
  const loose = mostBytes(codec.encodedSize({ atMost: length }));
  expectTrue(loose >= mostBytes(size), `the bound for at most ${length} bytes is below that for exactly as many`);
  const none = mostBytes(codec.encodedSize({ exact: 0 }));
  expectTrue(none <= mostBytes(size), "the bound for no bytes is above that of the sample");
}
