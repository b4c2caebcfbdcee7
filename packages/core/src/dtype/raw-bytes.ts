import { type Bytes, type DataType, field, invalid, type Origin, parseInteger, parseObject } from "@zarrkit/plugin-api";
import { toBase64 } from "../bytes/base64.js";
import { bytesFromJson } from "./bytes-fill.js";
import { largestItem, plainLayout } from "./numeric.js";
import { badFill, badValue, refuseConfiguration } from "./refuse.js";

/**
 * Elements of a fixed number of bytes. Container: Uint8Array, that many entries an element; scalars are Uint8Arrays of
 * their own.
 *
 * - `r8`, `r16` … (zarr-specs v3.1, "Core data types") and zarr-python's `raw_bytes`, NumPy's V: any bytes.
 * - zarr-python's `null_terminated_bytes`, NumPy's S: byte strings of at most that length. Zeros at the end are padding and
 *   no part of the value, as in NumPy.
 */
export function parse(name: string, configuration: unknown, origin: Origin): DataType {
  if (name.startsWith("r") && name !== "raw_bytes") {
    refuseConfiguration(configuration, origin);
    return rawType(name, undefined, rawLength(name, origin), false);
  }
  const { length_bytes: length } = parseObject(configuration, `${origin.path}.configuration`, ["length_bytes"]);
  const bytes = parseInteger(length, field({ ...origin, format: 3 }, "length_bytes"), 1, largestItem);
  return rawType(name, { length_bytes: bytes }, bytes, name === "null_terminated_bytes");
}

function rawLength(name: string, { path }: Origin): number {
  const bits = Number(name.slice(1));
  if (bits > 0 && bits % 8 === 0 && bits / 8 <= largestItem) return bits / 8;
  throw invalid(path, `data type ${name} is none: the bits after "r" are a multiple of 8, from 8 on`);
}

function rawType(
  name: string,
  configuration: { readonly length_bytes: number } | undefined,
  length: number,
  isPadded: boolean,
): DataType {
  const expected = isPadded ? `at most ${length} bytes, the last of them not 0` : `${length} bytes`;

  function padded(value: unknown): Bytes {
    const fits =
      value instanceof Uint8Array &&
      (isPadded ? value.length <= length && value.at(-1) !== 0 : value.length === length);
    if (!fits) throw badValue(value, name, `a Uint8Array of ${expected}`);
    return paddedTo(value, length);
  }

  const type: DataType<string, Uint8Array, Bytes> = {
    name,
    ...(configuration && { configuration }),
    itemSize: length,
    lanes: length,
    swapSize: 1,
    ...plainLayout<Uint8Array>(Uint8Array, length),
    fillFromJson(json, origin) {
      // v2 writers leave the 0 of np.zeros where bytes are meant.
      const bytes = origin.format === 2 && (json === 0n || json === "") ? new Uint8Array(length) : bytesFromJson(json);
      if (!bytes || bytes.length > length || (bytes.length < length && !isPadded)) {
        throw badFill(origin, json, `${isPadded ? "at most " : ""}${length} bytes as base64 or as a list of integers`);
      }
      return paddedTo(bytes, length);
    },
    fillToJson(fill, format) {
      const bytes = isPadded ? trimmed(fill as Bytes) : (fill as Bytes);
      return format === 3 && !configuration ? Array.from(bytes, BigInt) : toBase64(bytes);
    },
    fillFromScalar: padded,
    scalar(data, index) {
      const bytes = data.slice(index, index + length);
      return isPadded ? trimmed(bytes) : bytes;
    },
    setScalar: (data, index, value) => data.set(padded(value), index),
  };
  return type as unknown as DataType;
}

function paddedTo(bytes: Bytes, length: number): Bytes {
  const result = new Uint8Array(length);
  result.set(bytes);
  return result;
}

function trimmed(bytes: Bytes): Bytes {
  return bytes.slice(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}
