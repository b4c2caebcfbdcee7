import type { Bytes, Key } from "@zarrkit/plugin-api";
import { mostElements, print } from "./read.js";

/** How an element lies in bytes. */
const readers: Readonly<Record<string, readonly [size: number, read: (at: DataView, little: boolean) => unknown]>> = {
  int8: [1, (at) => at.getInt8(0)],
  uint8: [1, (at) => at.getUint8(0)],
  int16: [2, (at, little) => at.getInt16(0, little)],
  uint16: [2, (at, little) => at.getUint16(0, little)],
  int32: [4, (at, little) => at.getInt32(0, little)],
  uint32: [4, (at, little) => at.getUint32(0, little)],
  float32: [4, (at, little) => at.getFloat32(0, little)],
  float64: [8, (at, little) => at.getFloat64(0, little)],
  int64: [8, (at, little) => at.getBigInt64(0, little)],
};

interface Layout {
  readonly shape: unknown;
  readonly chunks: unknown;
  readonly type: string;
  readonly little: boolean;
  readonly fill: unknown;
  readonly key: (position: readonly number[]) => Key;
}

type Json = Record<string, any>;

/**
 * What an array must hold, read from its document and chunks by other code than ours and as simply as can be, one element after
 * the other: its elements, "refused", or `undefined` where only more than this can read it (codecs, other grids and types).
 */
export function expectedWhole(values: ReadonlyMap<Key, Bytes>, path: string): string | undefined {
  const layout = layoutOf(values, path === "" ? "" : `${path}/`);
  if (!layout || typeof layout.fill !== "number" || !Number.isSafeInteger(layout.fill)) return undefined;
  const { shape, chunks, type, little, key } = layout;
  if (!Object.hasOwn(readers, type) || Math.abs(layout.fill) > 100) return undefined;
  const [size, read] = readers[type]!;
  if (!isLengths(shape, 0) || !isLengths(chunks, 1) || shape.length !== chunks.length) return "refused";
  const count = shape.reduce((product, length) => product * length, 1);
  const chunkSize = chunks.reduce((product, length) => product * length, size);
  if (count > mostElements || chunkSize > 2 ** 22) return undefined;
  const fill = print(type === "int64" ? BigInt(layout.fill) : layout.fill);
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    let [rest, offset, within] = [i, 0, 1];
    const position: number[] = [];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const index = rest % shape[axis]!;
      rest = (rest - index) / shape[axis]!;
      position.unshift(Math.floor(index / chunks[axis]!));
      offset += (index % chunks[axis]!) * within;
      within *= chunks[axis]!;
    }
    const bytes = values.get(key(position));
    if (bytes && bytes.length !== chunkSize) return "refused";
    const at = bytes && new DataView(bytes.buffer, bytes.byteOffset + offset * size, size);
    texts.push(at ? print(read(at, little)) : fill);
  }
  return texts.join();
}

function layoutOf(values: ReadonlyMap<Key, Bytes>, prefix: string): Layout | undefined {
  const [three, two] = ["zarr.json", ".zarray"].map((name) => parsed(values.get(`${prefix}${name}`)));
  if (three) {
    const { shape, chunk_grid: grid, chunk_key_encoding: encoding, data_type: type, codecs, fill_value: fill } = three;
    const known = grid?.name === "regular" && encoding?.name === "default" && codecs?.length === 1;
    const bytes = codecs?.[0]?.name ?? codecs?.[0];
    if (!known || bytes !== "bytes" || typeof type !== "string") return undefined;
    const separator = encoding.configuration?.separator ?? "/";
    const little = codecs[0].configuration?.endian === "little";
    const key = (position: readonly number[]) => `${prefix}${["c", ...position].join(separator)}`;
    return { shape, chunks: grid.configuration?.chunk_shape, type, little, fill, key };
  }
  if (!two || two["compressor"] !== null || two["filters"] !== null || two["order"] !== "C") return undefined;
  const { shape, chunks, dtype, fill_value: fill, dimension_separator: separator = "." } = two;
  const [, order, kind, size] = /^([<>|])([iuf])([1248])$/.exec(dtype) ?? [];
  if (order === undefined || typeof fill !== "number") return undefined;
  const type = `${{ i: "int", u: "uint", f: "float" }[kind as "i" | "u" | "f"]}${Number(size) * 8}`;
  const key = (position: readonly number[]) => `${prefix}${position.join(separator) || "0"}`;
  return { shape, chunks, type, little: order !== ">", fill, key };
}

function parsed(bytes: Bytes | undefined): Json | undefined {
  try {
    const json = bytes && JSON.parse(new TextDecoder().decode(bytes));
    return typeof json === "object" && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

function isLengths(json: unknown, least: number): json is number[] {
  return Array.isArray(json) && json.every((length) => Number.isSafeInteger(length) && length >= least);
}
