import { isZarrError } from "@zarrkit/plugin-api";
import { copyOf, readingOnly } from "../bytes.js";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectEqual, expectTrue, rejectionOf } from "../expect.js";
import { type ArrayBytesSubject, arrayModes, decodedView, decodeWhole } from "./array-modes.js";
import { draftsOf } from "./frames.js";
import { sourceViews } from "./guarded-view.js";
import { listOf } from "./sample.js";
import { cOrder, countOf, expectElements } from "./view.js";

/** Encoding from views: what it gives is decoded to the same and is the caller's. */
export function arrayBytesEncodingCases(subject: ArrayBytesSubject): readonly Draft[] {
  const { sample, decodeOnly } = subject;
  const { dataType, shape } = subject.spec;
  const { decoded } = sample;
  const draft = draftsOf(subject);
  if (decodeOnly !== undefined) {
    return [draft("refuses to encode with the code unsupported", () => expectRefusal(subject))];
  }
  const cases = [
    draft("decodes what it encoded, in every mode", async () => {
      const modes = arrayModes(await subject.bind());
      for (const from of modes) {
        const encoded = await from.encode(decodedView(subject));
        for (const to of modes) {
          const answer = await decodeWhole(subject, to, encoded);
          expectElements(answer, decoded, `${from.name} encode, ${to.name} decode`);
        }
      }
    }),
    draft("encodes views of every arrangement the same", async () => {
      for (const mode of arrayModes(await subject.bind())) {
        for (const { name, view } of sourceViews(decoded, dataType, shape)) {
          const answer = await decodeWhole(subject, mode, await mode.encode(view));
          expectElements(answer, decoded, `encoded from a view ${name}, ${mode.name}`);
        }
      }
    }),
    draft("the source of encode is not written to", async () => {
      for (const mode of arrayModes(await subject.bind())) {
        for (const { name, view } of sourceViews(decoded, dataType, shape)) {
          const before = structuredClone(Array.from(view.data));
          const encode = () => mode.encode(view);
          await (ArrayBuffer.isView(view.data) ? readingOnly(view.data, `${mode.name} encode`, encode) : encode());
          expectEqual(Array.from(view.data), before, `the elements encoded from, ${name}, ${mode.name}`);
        }
      }
    }),
    draft("encoded bytes are the caller's: the next call leaves them alone", async () => {
      const codec = await subject.bind();
      const source = decodedView(subject);
      const results = [codec.encode?.(source), await codec.encodeAsync?.(source)];
      const copies = results.map((result) => result && copyOf(result));
      const blank = cOrder(dataType.allocate(countOf(shape)), shape, dataType.lanes);
      codec.encode?.(blank);
      await codec.encodeAsync?.(blank);
      results.forEach((result, i) => expectBytes(result, copies[i], "bytes encoded before another call"));
    }),
  ];
  if (!sample.canonical || sample.encoded === undefined) return cases;
  const canonical = draft("encodes exactly what another implementation does", async () => {
    for (const mode of arrayModes(await subject.bind())) {
      for (const encoded of listOf(sample.encoded)) {
        expectBytes(await mode.encode(decodedView(subject)), encoded, mode.name);
      }
    }
  });
  return [canonical, ...cases];
}

async function expectRefusal(subject: ArrayBytesSubject): Promise<void> {
  for (const mode of arrayModes(await subject.bind())) {
    const error = await rejectionOf(() => mode.encode(decodedView(subject)), `${mode.name} encode`);
    const refuses = isZarrError(error, "unsupported");
    expectTrue(refuses, `${mode.name} encode: expected unsupported, got ${describe(error)}`);
  }
}
