import type { Bytes, DataType, Origin, View } from "@zarrkit/plugin-api";
import { hostBytes } from "../bytes/byte-order.js";
import { copy } from "../shape/copy.js";
import { elementCount } from "../shape/strides.js";
import { isContiguous, viewOf } from "../shape/view.js";
import { checkedNumber } from "./float.js";
import { fillFromJson, fillToJson } from "./float-fill.js";
import { allocate, over } from "./numeric.js";
import { badFill, badValue, refuseConfiguration } from "./refuse.js";
import { type SmallFloatFormat, smallFloatFormat } from "./small-float-format.js";

/**
 * float16, bfloat16, and the float8, float6 and float4 formats (zarr-specs v3.1, "Core data types"; zarr-extensions). Container:
 * Float32Array, which holds each of their values exactly in every engine (decisions/0002). Formats below 8 bits take a
 * byte each, of which the upper bits are ignored, unless the codec packs them.
 */
export function parse(name: string, configuration: unknown, origin: Origin): DataType | undefined {
  const format = smallFloatFormat(name);
  if (format) refuseConfiguration(configuration, origin);
  return format && (smallFloatType(name, format) as unknown as DataType);
}

type Type = DataType<string, Float32Array, number>;

function smallFloatType(name: string, format: SmallFloatFormat): Type {
  const { bits, float32Bits } = format;
  const itemSize = Math.ceil(bits / 8);
  const Codes = itemSize === 2 ? Uint16Array : Uint8Array;
  const values = new Float32Array(float32Bits.buffer);
  const mask = 2 ** bits - 1;
  const codeOf = (bytes: Bytes) => (bytes[0]! | ((bytes[1] ?? 0) << 8)) & mask;
  const bytesOf = (code: number) => Uint8Array.of(code & 0xff, code >> 8).subarray(0, itemSize);
  const fills = {
    itemSize,
    encode(value: number) {
      const code = format.encode(value);
      return code === undefined ? undefined : bytesOf(code);
    },
    decode: (bytes: Bytes) => values[codeOf(bytes)]!,
  };

  function checkedCode(value: unknown): number {
    const code = format.encode(checkedNumber(value, name));
    if (code === undefined) throw badValue(value, name, "a number that rounds to one of the type");
    return code;
  }

  return {
    name,
    itemSize,
    allocate(elements, shared) {
      const data = allocate<Float32Array>(Float32Array, elements, shared);
      // A type without zero: elements of zero bits are its smallest number.
      return values[0] === 0 ? data : data.fill(values[0]!);
    },
    load(source, byteOrder, destination) {
      const codes = over<Uint16Array | Uint8Array>(Codes as never, hostBytes(source, byteOrder, itemSize, itemSize));
      const direct = isContiguous(destination);
      const result = direct ? part(destination, codes.length) : new Uint32Array(codes.length);
      for (let i = 0; i < codes.length; i++) result[i] = float32Bits[codes[i]! & mask]!;
      if (!direct) copy(viewOf(new Float32Array(result.buffer), destination.shape), destination);
    },
    store(source, byteOrder, destination) {
      const [numbers, patterns] = contiguous(source);
      const isLittle = byteOrder === "little";
      for (let i = 0; i < numbers.length; i++) {
        const value = numbers[i]!;
        const code = Number.isNaN(value) ? format.encodeNaN(patterns[i]!) : format.encode(value);
        if (code === undefined) throw badValue(value, name, "a number that rounds to one of the type");
        if (itemSize === 1) destination[i] = code;
        else {
          destination[2 * i] = isLittle ? code : code >> 8;
          destination[2 * i + 1] = isLittle ? code >> 8 : code;
        }
      }
    },
    fillFromJson(json, origin) {
      const fill = fillFromJson(json, origin, fills) as Bytes;
      if (fill[0]! > mask) throw badFill(origin, json, `a pattern of ${bits} bits`);
      return fill;
    },
    fillToJson: (fill, zarrFormat) => fillToJson(fill as Bytes, zarrFormat, fills),
    fillFromScalar: (value) => bytesOf(checkedCode(value)),
    scalar: (data, index) => data[index]!,
    setScalar(data, index, value) {
      data[index] = values[checkedCode(value)]!;
    },
  };
}

/** The elements of a contiguous view, as the bits of their float32. */
function part({ data, offset }: View<Float32Array>, elements: number): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset + 4 * offset, elements);
}

/** The elements of a view in C order, as numbers and as bits: the view's own memory where they lie so, else a copy. */
function contiguous(source: View<Float32Array>): [Float32Array, Uint32Array] {
  const elements = elementCount(source.shape);
  let view = source;
  if (!isContiguous(source)) {
    view = viewOf(new Float32Array(elements), source.shape);
    copy(source, view);
  }
  return [view.data.subarray(view.offset, view.offset + elements), part(view, elements)];
}
