import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeSpans } from "../../src/bytes/merge-ranges.js";

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
          if (inside.length > 1) expect(length).toBeLessThanOrEqual(200);
        }
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
});
