import { type Bytes, type BytesToBytes, isZarrError, type Size } from "@zarrkit/plugin-api";
import { copyOf, oddView, pattern, readingOnly, sharedView, withoutSharedMemory } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectEqual, expectTrue, rejectionOf } from "../expect.js";
import { listOf } from "./sample.js";
import { bytesModes, type Subject } from "./subject.js";

type BytesSubject = Subject<"bytes-bytes">;

/** Right input, right output: whatever the memory it lies in and the mode that is asked. */
export function bytesAgreementCases(subject: BytesSubject): readonly Draft[] {
  const { sample, decodeOnly } = subject;
  const draft = (name: string, run: () => Promise<void>, skip?: string): Draft => ({
    name: `${sample.name}: ${name}`,
    run,
    skip,
  });
  return [
    ...decodingCases(subject, draft),
    ...(decodeOnly === undefined ? encodingCases(subject, draft) : [refusesToEncode(subject, draft)]),
  ];
}

type MakeDraft = (name: string, run: () => Promise<void>, skip?: string) => Draft;

function decodingCases(subject: BytesSubject, draft: MakeDraft): Draft[] {
  const { sample } = subject;
  const { decoded } = sample;
  const exact: Size = { exact: decoded.length };
  const foreign = listOf(sample.encoded);
  const cases: Draft[] = [];
  if (foreign.length > 0) {
    cases.push(
      draft("decodes what another implementation encoded", async () => {
        for (const mode of bytesModes(await subject.bind())) {
          for (const [i, encoded] of foreign.entries()) {
            expectBytes(await mode.decode(encoded, exact), decoded, `frame ${i}, ${mode.name}`);
          }
        }
      }),
      draft("what another implementation encoded is within encodedSize", async () => {
        const bound = mostOf((await subject.bind()).encodedSize(exact));
        for (const encoded of foreign) {
          expectTrue(
            encoded.length <= bound,
            `encodedSize says at most ${bound}, another implementation needs ${encoded.length}`,
          );
        }
      }),
    );
  }
  return [
    ...cases,
    draft("decodes where only a bound of the size is known", async () => {
      for (const mode of bytesModes(await subject.bind())) {
        for (const encoded of await framesOf(subject)) {
          for (const atMost of [decoded.length, decoded.length + 1, decoded.length * 2 + 100]) {
            expectBytes(await mode.decode(encoded, { atMost }), decoded, `at most ${atMost}, ${mode.name}`);
          }
        }
      }
    }),
    draft("the source of decode is not written to", async () => {
      const codec = await subject.bind();
      for (const encoded of await framesOf(subject)) {
        const source = oddView(encoded);
        for (const mode of bytesModes(codec))
          await readingOnly(source, `${mode.name} decode`, () => mode.decode(source, exact));
        const out = new Uint8Array(decoded.length);
        if (codec.decode) await readingOnly(source, "decode with out", () => codec.decode?.(source, exact, out));
        expectTrue(source.buffer.byteLength > 0, "decode detached the buffer of its source");
      }
    }),
    draft("a source at an odd offset decodes the same", async () => {
      for (const mode of bytesModes(await subject.bind())) {
        for (const encoded of await framesOf(subject))
          expectBytes(await mode.decode(oddView(encoded), exact), decoded, mode.name);
      }
    }),
    draft(
      "a source on shared memory decodes the same",
      async () => {
        for (const mode of bytesModes(await subject.bind())) {
          for (const encoded of await framesOf(subject))
            expectBytes(await mode.decode(sharedView(encoded), exact), decoded, mode.name);
        }
      },
      withoutSharedMemory,
    ),
    draft("out is written whole and nothing beside it", async () => {
      const codec = await subject.bind();
      if (!codec.decode) return;
      for (const encoded of await framesOf(subject)) {
        const out = oddView(new Uint8Array(decoded.length).fill(0x5a));
        const frame = new Uint8Array(out.buffer);
        const returned = codec.decode(encoded, exact, out);
        expectBytes(out, decoded, "the bytes of out");
        expectTrue(
          returned.buffer === out.buffer && returned.byteOffset === out.byteOffset && returned.length === out.length,
          "decode with out must return out",
        );
        frame.forEach((byte, i) => {
          if (i < 7 || i >= 7 + decoded.length) expectEqual(byte, 0xa5, `byte ${i - 7} relative to out, outside of it`);
        });
      }
    }),
    draft(
      "out may be shared memory",
      async () => {
        const codec = await subject.bind();
        if (!codec.decode) return;
        for (const encoded of await framesOf(subject)) {
          const out = sharedView(new Uint8Array(decoded.length).fill(0x5a));
          codec.decode(encoded, exact, out);
          expectBytes(out, decoded, "the bytes of out");
        }
      },
      withoutSharedMemory,
    ),
    draft("result says truly what becomes of the decoded bytes", () => expectHonestResult(subject)),
    draft("the same value decodes the same every time", async () => {
      for (const mode of bytesModes(await subject.bind())) {
        for (const encoded of await framesOf(subject)) {
          for (let i = 0; i < 20; i++)
            expectBytes(await mode.decode(encoded, exact), decoded, `decode ${i}, ${mode.name}`);
        }
      }
    }),
  ];
}

function encodingCases(subject: BytesSubject, draft: MakeDraft): Draft[] {
  const { sample, spec } = subject;
  const { decoded } = sample;
  const exact: Size = { exact: decoded.length };
  const cases: Draft[] = [];
  if (sample.canonical && sample.encoded !== undefined) {
    cases.push(
      draft("encodes exactly what another implementation does", async () => {
        for (const mode of bytesModes(await subject.bind())) {
          for (const encoded of listOf(sample.encoded)) expectBytes(await mode.encode(decoded), encoded, mode.name);
        }
      }),
    );
  }
  return [
    ...cases,
    draft("decodes what it encoded, in every mode", async () => {
      const modes = bytesModes(await subject.bind());
      for (const from of modes) {
        const encoded = await from.encode(decoded);
        for (const to of modes)
          expectBytes(await to.decode(encoded, exact), decoded, `${from.name} encode, ${to.name} decode`);
      }
    }),
    draft("decodes what it encoded, at sizes from nothing to 200 kB", async () => {
      for (const count of [0, 1, 8, 512, 12_500]) {
        for (const fill of [pattern, (length: number) => new Uint8Array(length).fill(3)]) {
          const bytes = fill(count * 16 * spec.elementSize);
          const codec = await subject.module.bind(
            subject.config,
            { ...spec, size: { exact: bytes.length } },
            subject.tools,
          );
          for (const mode of bytesModes(codec)) {
            expectBytes(
              await mode.decode(await mode.encode(bytes), { exact: bytes.length }),
              bytes,
              `${bytes.length} bytes, ${mode.name}`,
            );
          }
        }
      }
    }),
    draft("the source of encode is not written to", async () => {
      const source = oddView(decoded);
      for (const mode of bytesModes(await subject.bind())) {
        await readingOnly(source, `${mode.name} encode`, () => mode.encode(source));
        expectTrue(source.buffer.byteLength > 0, `${mode.name} encode detached the buffer of its source`);
      }
    }),
    draft("a source at an odd offset encodes the same", async () => {
      for (const mode of bytesModes(await subject.bind())) {
        expectBytes(await mode.decode(await mode.encode(oddView(decoded)), exact), decoded, mode.name);
      }
    }),
    draft(
      "a source on shared memory encodes the same",
      async () => {
        for (const mode of bytesModes(await subject.bind())) {
          expectBytes(await mode.decode(await mode.encode(sharedView(decoded)), exact), decoded, mode.name);
        }
      },
      withoutSharedMemory,
    ),
    draft("encoded bytes are the caller's: the next call leaves them alone", async () => {
      const codec = await subject.bind();
      const results: Bytes[] = [];
      const other = pattern(decoded.length, 77);
      if (codec.encode) results.push(codec.encode(decoded));
      if (codec.encodeAsync) results.push(await codec.encodeAsync(decoded));
      const copies = results.map(copyOf);
      codec.encode?.(other);
      await codec.encodeAsync?.(other);
      results.forEach((result, i) => expectBytes(result, copies[i], "bytes encoded before another call"));
    }),
    draft("encodedSize bounds what encode gives", () => expectHonestBound(subject)),
  ];
}

function refusesToEncode(subject: BytesSubject, draft: MakeDraft): Draft {
  return draft("refuses to encode with the code unsupported", async () => {
    for (const mode of bytesModes(await subject.bind())) {
      const error = await rejectionOf(() => mode.encode(subject.sample.decoded), `${mode.name} encode`);
      expectTrue(
        isZarrError(error, "unsupported"),
        `${mode.name} encode: expected unsupported, got ${describe(error)}`,
      );
    }
  });
}

/** The encoded forms at hand: other implementations' and, where it encodes, the codec's own. */
export async function framesOf({ sample, decodeOnly, bind }: BytesSubject): Promise<readonly Bytes[]> {
  const foreign = listOf(sample.encoded);
  if (decodeOnly !== undefined) return foreign;
  const [mode] = bytesModes(await bind());
  return mode === undefined ? foreign : [...foreign, await mode.encode(sample.decoded)];
}

async function expectHonestResult(subject: BytesSubject): Promise<void> {
  const { decoded } = subject.sample;
  const exact: Size = { exact: decoded.length };
  const codec: BytesToBytes = await subject.bind();
  const { result = "fresh" } = codec;
  expectTrue(["fresh", "source", "borrowed"].includes(result), `result is ${describe(result)}`);
  for (const encoded of await framesOf(subject)) {
    const source = copyOf(encoded);
    const answers: Bytes[] = [];
    if (codec.decode) answers.push(codec.decode(source, exact));
    // An asynchronous result crosses an await, so it cannot be borrowed.
    if (codec.decodeAsync && result !== "borrowed") answers.push(await codec.decodeAsync(source, exact));
    for (const answer of answers) {
      if (result !== "source")
        expectTrue(answer.buffer !== source.buffer, `the result is a view of the source, and result says ${result}`);
      if (result !== "fresh") continue;
      const further = [codec.decode?.(copyOf(encoded), exact), await codec.decodeAsync?.(copyOf(encoded), exact)];
      for (const other of further)
        expectTrue(!overlap(answer, other), "two results share memory, and result says fresh");
      expectBytes(answer, decoded, "a fresh result after further calls");
      answer.fill(0x5a);
      source.fill(0);
      for (const mode of bytesModes(codec))
        expectBytes(await mode.decode(encoded, exact), decoded, "a decode after the caller wrote to a fresh result");
      source.set(encoded);
    }
  }
}

function overlap(a: Bytes, b: Bytes | undefined): boolean {
  if (b === undefined || a.buffer !== b.buffer || a.length === 0 || b.length === 0) return false;
  return a.byteOffset < b.byteOffset + b.length && b.byteOffset < a.byteOffset + a.length;
}

async function expectHonestBound(subject: BytesSubject): Promise<void> {
  const { decoded } = subject.sample;
  const codec = await subject.bind();
  const exact = codec.encodedSize({ exact: decoded.length });
  for (const mode of bytesModes(codec)) {
    const { length } = await mode.encode(decoded);
    if ("exact" in exact)
      expectEqual(length, exact.exact, `encoded length, which encodedSize says exactly, ${mode.name}`);
    expectTrue(
      length <= mostOf(exact),
      `encodedSize says at most ${mostOf(exact)} for ${decoded.length} bytes, encode gave ${length}`,
    );
    for (const hard of [pattern(decoded.length, 5), new Uint8Array(decoded.length)]) {
      const bound = mostOf(codec.encodedSize({ exact: hard.length }));
      const encoded = await mode.encode(hard);
      expectTrue(
        encoded.length <= bound,
        `encodedSize says at most ${bound} for ${hard.length} other bytes, encode gave ${encoded.length}`,
      );
    }
  }
  const atMost = mostOf(codec.encodedSize({ atMost: decoded.length }));
  expectTrue(
    atMost >= mostOf(exact),
    `the bound for at most ${decoded.length} bytes is below that for exactly as many`,
  );
  const small = mostOf(codec.encodedSize({ exact: 0 }));
  expectTrue(small <= mostOf(exact), "the bound for no bytes is above that of the sample");
}

/** The most bytes that a size allows. */
export function mostOf(size: Size): number {
  return "exact" in size ? size.exact : size.atMost;
}
