import {
  type ByteOrder,
  codecFailed,
  type DataType,
  type Elements,
  show,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import { concatenated } from "./byte-strings.js";
import type { ElementKind } from "./joined.js";

type TypedArray = Elements & { subarray(start: number, end: number): Elements };

/** One-dimensional arrays of an inner data type, stored in a byte order. */
export function arrays(codec: string, inner: DataType, byteOrder: ByteOrder): ElementKind<Elements> {
  const itemSize = inner.itemSize!;
  const lanes = inner.lanes ?? 1;
  const container = inner.allocate(0).constructor;
  return {
    join: (values) =>
      concatenated(
        values.map((value, i) => {
          if (value?.constructor !== container) {
            const problem = `expected a ${container.name} of ${inner.name}, found ${show(value)}`;
            throw new ZarrError("invalid-argument", `${codec}: element ${i} of the chunk: ${problem}`, {
              fields: { codec },
            });
          }
          const bytes = new Uint8Array((value.length / lanes) * itemSize);
          inner.store(lineOf(value, lanes), byteOrder, bytes);
          return bytes;
        }),
      ),
    split({ bytes, ends }) {
      for (const [i, end] of ends.entries()) {
        if (end % itemSize !== 0) throw codecFailed(codec, `element ${i} is no whole number of ${inner.name}`);
      }
      const all = inner.allocate(bytes.length / itemSize) as TypedArray;
      inner.load(bytes, byteOrder, lineOf(all, lanes));
      let start = 0;
      return Array.from(ends, (end) => all.subarray(start, (start = (end / itemSize) * lanes)));
    },
  };
}

function lineOf(data: Elements, lanes: number): View {
  return { data, offset: 0, shape: [data.length / lanes], strides: [lanes], lanes };
}
