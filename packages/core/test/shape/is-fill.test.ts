import type { DataType, Elements, View } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { floatType } from "../../src/dtype/float.js";
import { integerType } from "../../src/dtype/integer.js";
import { isFill } from "../../src/shape/is-fill.js";

type Numbers = Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

const isFillOf = (dataType: unknown, fill: Elements, data: Numbers) =>
  isFill(
    dataType as DataType,
    fill as never,
    { data, shape: [data.length], strides: [1], offset: 0 } as unknown as View,
  );

describe("a container of nothing but the fill value", () => {
  const types = [
    [integerType("int8"), Int8Array],
    [integerType("int16"), Int16Array],
    [integerType("int32"), Int32Array],
    [floatType("float64"), Float64Array],
  ] as const;

  it.each(types)("is told from one that differs in any byte, whatever its length and place", (dataType, Container) => {
    const size = Container.BYTES_PER_ELEMENT;
    const fill = new Container(1);
    new Uint8Array(fill.buffer).set([9, 8, 7, 6, 5, 4, 3, 2].slice(0, size));
    const fillBytes = new Uint8Array(fill.buffer);
    for (const length of [0, 1, 2, 3, 4, 8, 9, 24]) {
      for (const start of [0, size]) {
        const buffer = new ArrayBuffer(start + length * size + 8);
        const data = new Container(buffer, start, length).fill(fill[0]!);
        expect(isFillOf(dataType, fillBytes, data), `${length} from ${start}`).toBe(true);
        const bytes = new Uint8Array(buffer, start, length * size);
        for (let i = 0; i < bytes.length; i++) {
          bytes[i]! ^= 1;
          expect(isFillOf(dataType, fillBytes, data), `${length} from ${start}, byte ${i} changed`).toBe(false);
          bytes[i]! ^= 1;
        }
      }
    }
  });
});
