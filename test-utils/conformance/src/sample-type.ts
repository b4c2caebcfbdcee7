import {
  type ByteOrder,
  type Bytes,
  type DataType,
  type Elements,
  invalid,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import { positionsOf } from "./codec/view.js";

const numbers = {
  uint8: [Uint8Array, "Uint8"],
  int8: [Int8Array, "Int8"],
  uint16: [Uint16Array, "Uint16"],
  int16: [Int16Array, "Int16"],
  uint32: [Uint32Array, "Uint32"],
  int32: [Int32Array, "Int32"],
  float32: [Float32Array, "Float32"],
  float64: [Float64Array, "Float64"],
  uint64: [BigUint64Array, "BigUint64"],
  int64: [BigInt64Array, "BigInt64"],
} as const;

export type SampleTypeName = keyof typeof numbers | "string" | "bytes";

/**
 * A data type for samples, so that a codec can be tried without core: numbers in their typed arrays, strings and byte
 * strings in plain arrays. Fill values are read from plain JSON numbers and strings only.
 */
export function sampleType(name: SampleTypeName): DataType {
  return name === "string" || name === "bytes" ? variableType(name) : numberType(name);
}

function numberType(name: keyof typeof numbers): DataType<string, any, any> {
  const [Container, accessor] = numbers[name];
  const itemSize = Container.BYTES_PER_ELEMENT;
  const isBig = name === "int64" || name === "uint64";
  const toBytes = (value: number | bigint) => {
    const bytes = new Uint8Array(itemSize);
    (new DataView(bytes.buffer) as any)[`set${accessor}`](0, value, true);
    return bytes;
  };
  const check = (value: unknown) => {
    if (typeof value === (isBig ? "bigint" : "number")) return value as number | bigint;
    throw new ZarrError("invalid-argument", `${name} holds no ${typeof value}.`);
  };
  return {
    name,
    itemSize,
    allocate: (elements: number, shared = false) =>
      new Container(
        (shared ? new SharedArrayBuffer(elements * itemSize) : new ArrayBuffer(elements * itemSize)) as ArrayBuffer,
      ),
    fillFromJson(json, { path }) {
      if (typeof json !== "number" && typeof json !== "bigint") throw invalid(path, `expected a number for ${name}`);
      return toBytes(isBig ? BigInt(json) : Number(json));
    },
    fillToJson: (fill) => (viewOf(fill as Bytes) as any)[`get${accessor}`](0, true),
    fillFromScalar: (value) => toBytes(check(value)),
    load(source: Bytes, byteOrder: ByteOrder, destination: View<any>) {
      const from = viewOf(source);
      positionsOf(destination).forEach((to, i) => {
        destination.data[to] = (from as any)[`get${accessor}`](i * itemSize, byteOrder === "little");
      });
    },
    store(source: View<any>, byteOrder: ByteOrder, destination: Bytes) {
      const into = viewOf(destination);
      positionsOf(source).forEach((from, i) => {
        (into as any)[`set${accessor}`](i * itemSize, source.data[from], byteOrder === "little");
      });
    },
    scalar: (data, index) => data[index],
    setScalar(data, index, value) {
      data[index] = check(value);
    },
  };
}

function variableType(name: "string" | "bytes"): DataType {
  const empty = () => (name === "string" ? "" : new Uint8Array(0));
  const check = (value: unknown) => {
    if (name === "string" ? typeof value === "string" : value instanceof Uint8Array) return value;
    throw new ZarrError("invalid-argument", `${name} holds no ${typeof value}.`);
  };
  const fixedOnly = (): never => {
    throw new ZarrError("unsupported", `Elements of ${name} vary in size: a codec of its own must store them.`);
  };
  return {
    name,
    itemSize: undefined,
    allocate: (elements) => Array.from({ length: elements }, empty) as Elements,
    fillFromJson(json, { path }) {
      if (typeof json !== "string") throw invalid(path, `expected a string for ${name}`);
      return name === "string" ? json : new TextEncoder().encode(json);
    },
    fillToJson: (fill) => (name === "string" ? fill : new TextDecoder().decode(fill as Bytes)),
    fillFromScalar: check,
    load: fixedOnly,
    store: fixedOnly,
    scalar: (data, index) => data[index],
    setScalar(data, index, value) {
      data[index] = check(value);
    },
  };
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
