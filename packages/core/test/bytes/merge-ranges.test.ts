import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeSpans, type Span } from "../../src/bytes/merge-ranges.js";

const reach = (spans: readonly Span[]) => Math.max(0, ...spans.map(({ offset, length }) => offset + length));
const span = fc.record({ offset: fc.integer({ min: 0, max: 500 }), length: fc.integer({ min: 0, max: 60 }) });

describe("spans merged into requests", () => {
  it("are each inside exactly one request", () => {
    fc.assert(
      fc.property(fc.array(span), fc.integer({ min: 0, max: 40 }), (spans, gap) => {
        const merged = mergeSpans(spans, gap, 200);
        const members = merged.flatMap((one) => one.members);
        expect([...members].sort((a, b) => a - b)).toEqual(spans.map((_, i) => i));
        for (const { offset, length, members: inside } of merged) {
          for (const i of inside) {
            expect(spans[i]!.offset).toBeGreaterThanOrEqual(offset);
            expect(spans[i]!.offset + spans[i]!.length).toBeLessThanOrEqual(offset + length);
          }
          const overlap = inside.some((i, n) => spans[i]!.offset < reach(inside.slice(0, n).map((j) => spans[j]!)));
          if (inside.length > 1 && !overlap) expect(length).toBeLessThanOrEqual(200);
        }
        for (const [n, { offset }] of merged.entries())
          expect(offset).toBeGreaterThanOrEqual(reach(merged.slice(0, n)));
      }),
    );
  });

  it("bridge gaps up to the given one and no larger", () => {
    const spans = [0, 10, 25].map((offset) => ({ offset, length: 5 }));
    expect(mergeSpans(spans, 5, 1000).map(({ offset, length }) => [offset, length])).toEqual([
      [0, 15],
      [25, 5],
    ]);
  });

  it("ask for no byte twice, however large what is shared", () => {
    const spans = [0, 0, 700, 0].map((offset) => ({ offset, length: 1000 }));
    expect(mergeSpans(spans, 5, 200)).toEqual([{ offset: 0, length: 1700, members: [0, 1, 3, 2] }]);
  });
});
