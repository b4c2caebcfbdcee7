import type { DataTypeSamples } from "@zarrkit/conformance";
import {
  type Bytes,
  type DataType,
  type DataTypePlugin,
  invalid,
  parseObject,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";

type Pair = readonly [number, number];

/** A right data type with lanes: two int16, 0x8000 refused so that some bytes are no value. */
export function pairType(): DataType<"pair", Int16Array, Pair> & { over(bytes: Bytes): Int16Array } {
  const type: ReturnType<typeof pairType> = {
    name: "pair",
    itemSize: 4,
    lanes: 2,
    swapSize: 2,
    allocate: (elements, shared = false) =>
      new Int16Array(shared ? new SharedArrayBuffer(elements * 4) : new ArrayBuffer(elements * 4)),
    fillFromJson(json, { path }) {
      if (
        !Array.isArray(json) ||
        json.length !== 2 ||
        !json.every((part) => typeof part === "bigint" && isHeld(Number(part)))
      ) {
        throw invalid(path, "expected two integers");
      }
      return type.fillFromScalar([Number(json[0]), Number(json[1])]);
    },
    fillToJson(fill) {
      const words = new DataView((fill as Bytes).buffer, (fill as Bytes).byteOffset);
      return [BigInt(words.getInt16(0, true)), BigInt(words.getInt16(2, true))];
    },
    fillFromScalar(value) {
      const [one, other] = checked(value);
      const bytes = new DataView(new ArrayBuffer(4));
      bytes.setInt16(0, one, true);
      bytes.setInt16(2, other, true);
      return new Uint8Array(bytes.buffer);
    },
    load(source, byteOrder, destination) {
      const words = new DataView(source.buffer, source.byteOffset, source.byteLength);
      eachEntry(destination, (entry, i) => {
        const value = words.getInt16(i * 2, byteOrder === "little");
        if (!isHeld(value)) throw new ZarrError("codec-failed", `${value} is no part of a pair.`);
        destination.data[entry] = value;
      });
    },
    store(source, byteOrder, destination) {
      const words = new DataView(destination.buffer, destination.byteOffset, destination.byteLength);
      eachEntry(source, (entry, i) => words.setInt16(i * 2, source.data[entry] ?? 0, byteOrder === "little"));
    },
    over: (bytes) => new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2),
    scalar: (data, index) => [data[index] ?? 0, data[index + 1] ?? 0],
    setScalar(data, index, value) {
      data.set(checked(value), index);
    },
  };
  return type;
}

export function pairPlugin(
  make: () => DataType<"pair", Int16Array, Pair> = pairType,
): DataTypePlugin<"pair", Int16Array, Pair> {
  return {
    kind: "data-type",
    api: 1,
    name: "pair",
    load: async () => ({
      parse(configuration, origin) {
        parseObject(configuration, `${origin.path}.configuration`, []);
        return make();
      },
    }),
  };
}

export const pairSamples: DataTypeSamples = {
  refusedConfigurations: [{ size: 2 }],
  values: [
    { value: [1, -2], little: Uint8Array.of(1, 0, 0xfe, 0xff), big: Uint8Array.of(0, 1, 0xff, 0xfe) },
    { value: [0, 0], little: new Uint8Array(4) },
    { value: [0x1234, 0x7fff], little: Uint8Array.of(0x34, 0x12, 0xff, 0x7f) },
    { value: [-32767, 5], little: Uint8Array.of(1, 0x80, 5, 0) },
  ],
  fills: [
    { json: [1n, -2n], fill: Uint8Array.of(1, 0, 0xfe, 0xff) },
    { json: [0n, 0n], fill: new Uint8Array(4), format: 2 },
  ],
  refusedFills: [
    { json: [1n] },
    { json: [1n, 2n, 3n] },
    { json: [1, 2n] },
    { json: [40000n, 0n] },
    { json: 1n, format: 2 },
    { json: null },
  ],
  refusedValues: [[1], 1, [1, "2"], [0.5, 1], [40000, 1], null],
  refusedBytes: [Uint8Array.of(0, 0x80, 0, 0)],
};

function isHeld(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > -32768 && (value as number) < 32768;
}

function checked(value: Pair): Pair {
  if (Array.isArray(value) && value.length === 2 && value.every(isHeld)) return value;
  throw new ZarrError("invalid-argument", "A pair is two integers from -32767 to 32767.");
}

/** Every entry of the view, both lanes of each element, in C order. */
function eachEntry(view: View<Int16Array>, visit: (entry: number, index: number) => void): void {
  const { shape, strides, offset } = view;
  const count = shape.reduce((product, length) => product * length, 1);
  for (let element = 0; element < count; element++) {
    let rest = element;
    let entry = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = shape[axis] ?? 1;
      entry += (rest % length) * (strides[axis] ?? 0);
      rest = Math.floor(rest / length);
    }
    visit(entry, element * 2);
    visit(entry + 1, element * 2 + 1);
  }
}
