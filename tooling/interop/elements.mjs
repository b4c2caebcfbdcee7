/**
 * Elements of a cell as zarrkit holds them, made from random numbers; and fill values as the scalars it takes.
 * @typedef {import("./cells.mjs").Cell} Cell
 */

const containers = {
  bool: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  float16: Float32Array,
  float32: Float32Array,
  float64: Float64Array,
  complex64: Float32Array,
  complex128: Float64Array,
};

const specials = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1 / 1024, -65504];
const letters = ["a", "é", "𝄞", "Ω", "z"];
const notATime = -(2n ** 63n);

/**
 * @param {Cell} cell
 * @param {number} count
 * @param {() => number} next answers numbers from 0 to 2^32 − 1
 * @returns {{ data: any, lanes: number }} entries in C order, and how many make one element
 */
export function elements({ kind, numpy, itemSize, gentle, values }, count, next) {
  const times = (length, make) => Array.from({ length }, make);
  const eighths = () => ((next() % 512) - 256) / 8;
  const number = gentle ? eighths : () => (next() % 4 === 0 ? specials[next() % specials.length] : eighths());
  switch (kind) {
    case "bool":
      return { data: Uint8Array.from(times(count, () => next() & 1)), lanes: 1 };
    case "integer":
    case "float":
    case "complex": {
      const lanes = kind === "complex" ? 2 : 1;
      const whole = numpy.endsWith("int64") ? () => (BigInt(next()) << 32n) | BigInt(next()) : next;
      return { data: containers[numpy].from(times(count * lanes, kind === "integer" ? whole : number)), lanes };
    }
    case "time":
      return { data: BigInt64Array.from(times(count, () => (next() % 5 ? BigInt(next()) : notATime))), lanes: 1 };
    case "small-integer":
      return { data: Int8Array.from(times(count, () => Number(values?.[next() % values.length]))), lanes: 1 };
    case "small-float":
      return { data: Float32Array.from(times(count, () => Number(values?.[next() % values.length]))), lanes: 1 };
    case "text":
      return { data: times(count, () => word(next() % 4, next)), lanes: 1 };
    case "string":
      return { data: times(count, () => word(next() % 9, next)), lanes: 1 };
    case "bytes":
      return { data: times(count, () => Uint8Array.from(times(next() % 9, next))), lanes: 1 };
    case "raw":
      return { data: Uint8Array.from(times(count * itemSize, next)), lanes: itemSize };
    case "padded": {
      const element = () => times(itemSize, (_, i) => (i < 2 ? (next() & 127) + 1 : 0));
      return { data: Uint8Array.from(times(count, element).flat()), lanes: itemSize };
    }
    default: {
      const data = new Uint8Array(count * itemSize);
      const view = new DataView(data.buffer);
      for (let at = 0; at < data.length; at += itemSize) writeStruct(view, at, next() % 2000, eighths(), next() & 255);
      return { data, lanes: itemSize };
    }
  }
}

function word(length, next) {
  return Array.from({ length }, () => letters[next() % letters.length]).join("");
}

/** The struct of data-types.mjs: int16, float64 and uint8, packed, little-endian. */
function writeStruct(view, at, a, b, c) {
  view.setInt16(at, a, true);
  view.setFloat64(at + 2, b, true);
  view.setUint8(at + 10, c);
}

/**
 * A cell's fill value as the scalar that zarrkit takes.
 * @param {Cell} cell
 */
export function fillScalar({ kind, numpy, fillValue }) {
  if (kind === "complex") {
    const [re, im] = /** @type {unknown[]} */ (fillValue).map(Number);
    return { re, im };
  }
  if (kind === "time") return fillValue === "NaT" ? notATime : BigInt(String(fillValue));
  if (kind === "integer") return numpy.endsWith("int64") ? BigInt(String(fillValue)) : fillValue;
  if (kind === "float" || kind === "small-float") return Number(fillValue);
  return ["padded", "raw", "bytes"].includes(kind) ? Uint8Array.from(Buffer.from(String(fillValue), "hex")) : fillValue;
}

/**
 * What two implementations compare: the container's bytes; for containers of strings or of byte arrays JSON, the latter in
 * base64.
 */
export function comparable(data) {
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const list = data.map((item) => (typeof item === "string" ? item : Buffer.from(item).toString("base64")));
  return new Uint8Array(Buffer.from(JSON.stringify(list)));
}

/** `undefined` when a container holds what is expected; else where it differs first. All NaN are equal. */
export function difference(data, expected) {
  const found = comparable(data);
  if (Buffer.compare(found, expected) === 0) return undefined;
  const isTyped = ArrayBuffer.isView(data);
  const wanted = isTyped ? typed(data, expected) : JSON.parse(Buffer.from(expected).toString());
  const actual = isTyped ? data : JSON.parse(Buffer.from(found).toString());
  if (wanted.length !== actual.length) return `${actual.length} entries, expected ${wanted.length}`;
  const wrong = wanted.findIndex((value, i) => !Object.is(value, actual[i]));
  return wrong < 0 ? undefined : `entry [${wrong}] is ${actual[wrong]}, expected ${wanted[wrong]}`;
}

function typed(like, bytes) {
  const { constructor, BYTES_PER_ELEMENT: size } = like;
  return bytes.length % size === 0 ? new constructor(Uint8Array.from(bytes).buffer) : [];
}
