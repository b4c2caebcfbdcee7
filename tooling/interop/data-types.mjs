/**
 * The data types of the matrix.
 * @typedef {object} DataTypeCase
 * @property {string} name v3 name
 * @property {string} v2 v2 name without its byte order: "i4"
 * @property {number} itemSize bytes of one element
 * @property {string[]} fills fill values as v3 spells them, 64-bit integers in full; cells take turns
 */

/** @type {readonly DataTypeCase[]} */
export const dataTypes = [
  { name: "bool", v2: "b1", itemSize: 1, fills: ["false", "true"] },
  ...integers("int", "i"),
  ...integers("uint", "u"),
  ...[2, 4, 8].map((itemSize) => ({
    name: `float${8 * itemSize}`,
    v2: `f${itemSize}`,
    itemSize,
    fills: ["0", "NaN", "-1.5", "Infinity", "-Infinity", "-0"],
  })),
];

function integers(name, kind) {
  return [1, 2, 4, 8].map((itemSize) => {
    const bits = BigInt(8 * itemSize);
    const fills = name === "int" ? [0n, -(1n << (bits - 1n))] : [0n, (1n << bits) - 1n];
    return { name: `${name}${bits}`, v2: `${kind}${itemSize}`, itemSize, fills: fills.map(String) };
  });
}

/** A fill value of a cell as the scalar that zarrkit takes. */
export function scalar(name, fill) {
  if (name === "bool") return fill === "true";
  return name.endsWith("int64") ? BigInt(fill) : Number(fill);
}

/**
 * Elements for a cell in the container that zarrkit uses, C order: all bit patterns for integers; for floats fractions,
 * both zeros, infinities and NaN, each exact in the type. `next` answers numbers from 0 to 2^32 − 1.
 */
export function elements(name, count, next) {
  const container = containers[name];
  const result = new container(count);
  for (let i = 0; i < count; i++) result[i] = element(name, next);
  return result;
}

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
};

const specials = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1 / 1024, -65504];

function element(name, next) {
  const random = next();
  if (name === "bool") return random & 1;
  if (name.endsWith("int64")) return (BigInt(random) << 32n) | BigInt(next());
  if (name.startsWith("float"))
    return random % 4 === 0 ? specials[next() % specials.length] : ((random % 4096) - 2048) / 8;
  return random;
}
