import { type Bytes, type DataType, type Origin, ZarrError } from "@zarrkit/plugin-api";
import { toBase64 } from "../bytes/base64.js";
import { bytesFromJson } from "./bytes-fill.js";
import { plainArray } from "./plain-array.js";
import { badFill, badValue, refuseConfiguration } from "./refuse.js";

/**
 * string and bytes (zarr-extensions): elements of any length, which only a codec made for them can store. Containers: plain
 * arrays of strings, and of Uint8Arrays. Many elements may be one Uint8Array: replace elements, never write into them.
 */
export function parse(name: string, configuration: unknown, origin: Origin): DataType {
  refuseConfiguration(configuration, origin);
  return (name === "string" ? stringType : bytesType) as unknown as DataType;
}

/** What types without a fixed size share: one value an entry of a plain array. `checked` throws `invalid-argument`. */
export function variableType<Scalar>(
  name: string,
  empty: Scalar,
  checked: (value: unknown) => Scalar,
): Omit<DataType<string, Scalar[], Scalar>, "fillFromJson" | "fillToJson"> {
  const refuse = (): never => {
    throw new ZarrError(
      "unsupported",
      `Elements of ${name} vary in size, so their bytes do not simply follow each other: store them by a codec that is made for them.`,
    );
  };
  return {
    name,
    itemSize: undefined,
    allocate: (elements) => plainArray(elements, empty),
    load: refuse,
    store: refuse,
    fillFromScalar: checked,
    scalar: (data, index) => data[index]!,
    setScalar(data, index, value) {
      data[index] = checked(value);
    },
  };
}

const stringType: DataType<string, string[], string> = {
  ...variableType("string", "", (value) => {
    if (typeof value !== "string") throw badValue(value, "string", "a string");
    return value;
  }),
  fillFromJson(json, origin) {
    // v2 object arrays carry NumPy's 0 where the empty string is meant.
    const text = origin.format === 2 && json === 0n ? "" : json;
    if (typeof text !== "string") throw badFill(origin, json, "a string");
    return text;
  },
  fillToJson: (fill) => fill,
};

const bytesType: DataType<string, Bytes[], Bytes> = {
  ...variableType<Bytes>("bytes", new Uint8Array(0), (value) => {
    if (!(value instanceof Uint8Array)) throw badValue(value, "bytes", "a Uint8Array");
    return value;
  }),
  fillFromJson(json, origin) {
    const bytes = origin.format === 2 && json === 0n ? new Uint8Array(0) : bytesFromJson(json);
    if (!bytes) throw badFill(origin, json, "base64, or a list of integers from 0 to 255");
    return bytes;
  },
  fillToJson: (fill) => toBase64(fill as Bytes),
};
