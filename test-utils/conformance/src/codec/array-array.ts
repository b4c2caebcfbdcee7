import type { ArrayToArray, Elements } from "@zarrkit/plugin-api";
import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue, expectZarrError } from "../expect.js";
import { decodeTo, decodeWhole, encodeWhole, layoutOf } from "./array-coding.js";
import { draftsOf } from "./frames.js";
import { guardedViews, sourceViews } from "./guarded-view.js";
import { regionOf, regionsOf } from "./region.js";
import type { Subject } from "./subject.js";
import { cOrder, copyElements, countOf, expectElements, gather, positionsOf } from "./view.js";

type ArraySubject = Subject<"array-array">;

/** Array → array codecs: layouts that only permute, and values computed between two views. */
export async function arrayArrayCases(subject: ArraySubject): Promise<readonly Draft[]> {
  const { sample, spec } = subject;
  const { dataType, shape } = spec;
  const bound = await subject.bind();
  const draft = draftsOf(subject);
  const original = sample.original ?? sample.decoded;
  const encodes = subject.decodeOnly === undefined;
  const cases: Draft[] = [
    draft("encodedSpec says the form of the encoded array", async () => {
      const { encodedSpec } = await subject.bind();
      const wanted = sample.encodedSpec ?? {};
      expectTrue(
        Array.isArray(encodedSpec.shape) && encodedSpec.dataType !== undefined,
        "encodedSpec lacks shape or dataType",
      );
      if (wanted.shape) expectEqual(encodedSpec.shape, wanted.shape, "encodedSpec.shape");
      if (wanted.dataType) expectEqual(encodedSpec.dataType.name, wanted.dataType, "encodedSpec.dataType");
      if ("fillValue" in wanted) expectEqual(encodedSpec.fillValue, wanted.fillValue, "encodedSpec.fillValue");
      if (sample.encoded)
        expectEqual(
          countOf(encodedSpec.shape) * (encodedSpec.dataType.lanes ?? 1),
          sample.encoded.length,
          "entries of the encoded array",
        );
      expectTrue(encodedSpec.fillValue !== undefined || spec.fillValue === undefined, "encodedSpec.fillValue is lost");
    }),
    draft("a codec that encodes to another shape says changesShape", async () => {
      const { plugin } = subject;
      const isSame = describe(bound.encodedSpec.shape) === describe(shape);
      // Of transpose alone core knows how the axes lie behind it.
      expectTrue(
        isSame || plugin.changesShape === true || plugin.name === "transpose",
        `the shape ${describe(shape)} is encoded to ${describe(bound.encodedSpec.shape)}, but the plugin does not say changesShape: true`,
      );
    }),
  ];
  if (encodes) {
    cases.push(
      draft("decodes what it encoded, from and to views of every arrangement", async () => {
        const codec = await subject.bind();
        for (const { name, view } of sourceViews(original, dataType, shape)) {
          const encoded = encodeWhole(codec, view);
          expectElements(decodeWhole(codec, subject, encoded), sample.decoded, `encoded from a view ${name}`);
        }
        const encoded = encodeWhole(codec, cOrder(original, shape, dataType.lanes));
        for (const guarded of guardedViews(dataType, shape)) {
          decodeTo(codec, encoded, guarded.view);
          expectElements(gather(guarded.view, dataType), sample.decoded, `decoded to a view ${guarded.name}`);
          guarded.check(`a destination ${guarded.name}`);
        }
      }),
      draft("encode does not write to its source", async () => {
        const codec = await subject.bind();
        for (const { name, view } of sourceViews(original, dataType, shape)) {
          const before = Array.from(view.data);
          encodeWhole(codec, view);
          expectEqual(Array.from(view.data), before, `the elements encoded from, ${name}`);
        }
      }),
    );
    if (sample.encoded && sample.canonical !== false) {
      const { encoded } = sample;
      cases.push(
        draft("encodes exactly what another implementation does", async () => {
          const codec = await subject.bind();
          expectElements(encodeWhole(codec, cOrder(original, shape, dataType.lanes)), encoded, "the encoded elements");
        }),
      );
    }
  }
  if (sample.encoded) {
    const { encoded } = sample;
    cases.push(
      draft("decodes what another implementation encoded", async () => {
        expectElements(decodeWhole(await subject.bind(), subject, encoded), sample.decoded, "the decoded elements");
      }),
      draft("decode does not write to its source", async () => {
        const before = Array.from(encoded);
        decodeWhole(await subject.bind(), subject, encoded);
        expectEqual(Array.from(encoded), before, "the elements decoded from");
      }),
    );
  }
  if (bound.layout)
    cases.push(
      draft("layout answers the same memory, each element once", async () =>
        expectLayout(await subject.bind(), subject, original),
      ),
    );
  else
    cases.push(
      draft("hostile elements give an error or elements", async () => expectSurvives(await subject.bind(), subject)),
    );
  if (bound.encodedRegion)
    cases.push(
      draft("encodedRegion alone gives the region", async () => expectRegions(await subject.bind(), subject, original)),
    );
  return cases;
}

function expectLayout(codec: ArrayToArray, { spec }: ArraySubject, original: Elements): void {
  for (const { name, view } of sourceViews(original, spec.dataType, spec.shape)) {
    const laid = codec.layout?.(view);
    if (laid === undefined) continue;
    expectTrue(laid.data === view.data, `a view ${name}: layout answers other memory`);
    expectEqual(laid.shape, codec.encodedSpec.shape, `a view ${name}: the shape of the layout`);
    expectEqual(laid.lanes ?? 1, view.lanes ?? 1, `a view ${name}: the lanes of the layout`);
    const ascending = (a: number, b: number) => a - b;
    expectEqual(
      positionsOf(laid).sort(ascending),
      positionsOf(view).sort(ascending),
      `a view ${name}: the elements that the layout holds`,
    );
  }
}

function expectRegions(codec: ArrayToArray, { spec }: ArraySubject, original: Elements): void {
  const decoded = cOrder(original, spec.shape, spec.dataType.lanes);
  const { dataType, shape } = codec.encodedSpec;
  const encoded = cOrder(encodeWhole(codec, decoded), shape, dataType.lanes);
  const whole = decodeWhole(codec, { spec }, encoded.data);
  for (const region of regionsOf(spec.shape)) {
    const inner = codec.encodedRegion?.(region);
    if (inner === undefined) continue;
    const target = spec.dataType.allocate(countOf(region.shape));
    const destination = cOrder(target, region.shape, spec.dataType.lanes);
    const source = regionOf(encoded, inner);
    if (codec.layout) {
      const laid = layoutOf(codec, destination);
      expectEqual(laid.shape, inner.shape, `region ${describe(region)}: the shape of its encoded region`);
      copyElements(source, laid);
    } else codec.decode(source, destination);
    const expected = gather(regionOf(cOrder(whole, spec.shape, spec.dataType.lanes), region), spec.dataType);
    expectElements(target, expected, `region ${describe(region)} from the encoded region ${describe(inner)}`);
  }
}

/** Encoded elements that no encoder wrote: every byte pattern a damaged chunk can hold. */
function expectSurvives(codec: ArrayToArray, subject: ArraySubject): void {
  const { dataType, shape } = codec.encodedSpec;
  for (const byte of [0, 1, 0x7f, 0x80, 0xff, 0xa5]) {
    const data = dataType.allocate(countOf(shape));
    if (!ArrayBuffer.isView(data)) return;
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength).fill(byte);
    try {
      decodeWhole(codec, subject, data);
    } catch (error) {
      expectZarrError(error, ["codec-failed"], `encoded elements of bytes ${byte}`);
    }
  }
}
