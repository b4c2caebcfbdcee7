import { describe, expect, it } from "vitest";
import { hostBytes, hostOrder, swapped } from "../../src/bytes/byte-order.js";
import { oddView } from "../doubles/stores.js";

const other = hostOrder === "little" ? "big" : "little";
const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

describe("swapped", () => {
  it.each([
    [1, [1, 2, 3, 4, 5, 6, 7, 8]],
    [2, [2, 1, 4, 3, 6, 5, 8, 7]],
    [4, [4, 3, 2, 1, 8, 7, 6, 5]],
    [8, [8, 7, 6, 5, 4, 3, 2, 1]],
  ])("reverses groups of %i in a copy", (size, expected) => {
    expect([...swapped(bytes, size)]).toEqual(expected);
    expect([...bytes]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("hostBytes", () => {
  it("is the source itself where it fits: host order, at an offset that entries accept", () => {
    expect(hostBytes(bytes, hostOrder, 8, 8)).toBe(bytes);
    expect(hostBytes(bytes, other, 1, 1)).toBe(bytes);
    const odd = oddView(bytes);
    expect(hostBytes(odd, hostOrder, 1, 1)).toBe(odd);
  });

  it("is a copy where entries would not accept the offset, also of what copies nothing by itself", () => {
    // As Node's Buffer has it.
    class Pooled extends Uint8Array<ArrayBuffer> {
      override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
        return this.subarray(start, end);
      }
    }
    const frame = new ArrayBuffer(16);
    new Uint8Array(frame, 3).set(bytes);
    for (const odd of [oddView(bytes), new Pooled(frame, 3, 8)]) {
      const copy = hostBytes(odd, hostOrder, 8, 8);
      expect(copy.byteOffset % 8).toBe(0);
      expect([...copy]).toEqual([...bytes]);
      expect(copy.buffer).not.toBe(odd.buffer);
    }
  });

  it("swaps into a copy where the order is another", () => {
    const source = oddView(bytes);
    const copy = hostBytes(source, other, 4, 4);
    expect([...copy]).toEqual([4, 3, 2, 1, 8, 7, 6, 5]);
    expect([...source]).toEqual([...bytes]);
  });
});
