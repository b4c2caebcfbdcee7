/**
 * The data types of the matrix. 64-bit integers stand as text, since JSON would round them.
 * @typedef {object} DataTypeCase
 * @property {string} name in the names of cells
 * @property {unknown} v3 as a v3 document names it
 * @property {unknown} [v2] as a v2 document names it, without byte order; absent where v2 has no such type
 * @property {string} numpy how Python makes it: a NumPy data type, or the name of an ml_dtypes one
 * @property {string} kind how elements are made and compared
 * @property {number} itemSize bytes of one element; 0 where they vary
 * @property {boolean} swaps whether its bytes have an order
 * @property {readonly unknown[]} fills fill values as v3 spells them; cells take turns
 * @property {readonly (number | string)[]} [values] all elements that occur, for types of few values
 */

/** @type {readonly DataTypeCase[]} */
export const numbers = [
  { name: "bool", v3: "bool", v2: "b1", numpy: "bool", kind: "bool", itemSize: 1, swaps: false, fills: [false, true] },
  ...integers("int", "i"),
  ...integers("uint", "u"),
  ...[2, 4, 8].map((itemSize) => ({
    ...named(`float${8 * itemSize}`),
    v2: `f${itemSize}`,
    kind: "float",
    itemSize,
    swaps: true,
    fills: [0, "NaN", -1.5, "Infinity", "-Infinity", "-0"],
  })),
];

/** @type {readonly DataTypeCase[]} */
export const others = [
  ...[8, 16].map((itemSize) => ({
    ...named(`complex${8 * itemSize}`),
    v2: `c${itemSize}`,
    kind: "complex",
    itemSize,
    swaps: true,
    fills: [
      [0, 0],
      [1.5, "NaN"],
      ["-Infinity", -2],
    ],
  })),
  time("datetime64", "M8", "ns", 1),
  time("datetime64", "M8", "D", 1),
  time("timedelta64", "m8", "s", 10),
  {
    ...sized("fixed_length_utf32", 12),
    v2: "U3",
    numpy: "U3",
    kind: "text",
    itemSize: 12,
    swaps: true,
    fills: ["", "aé𝄞"],
  },
  {
    ...sized("null_terminated_bytes", 4),
    v2: "S4",
    numpy: "S4",
    kind: "padded",
    itemSize: 4,
    swaps: false,
    fills: ["", "61ff"],
  },
  {
    ...sized("raw_bytes", 5),
    v2: "V5",
    numpy: "V5",
    kind: "raw",
    itemSize: 5,
    swaps: false,
    fills: ["0000000000", "0102ff0400"],
  },
  { ...named("string"), v2: "O", kind: "string", itemSize: 0, swaps: false, fills: ["", "naïve"] },
  { ...named("bytes"), v2: "O", kind: "bytes", itemSize: 0, swaps: false, fills: ["", "00ff"] },
  {
    name: "struct",
    v3: {
      name: "struct",
      configuration: { fields: [field("a", "int16"), field("b", "float64"), field("c", "uint8")] },
    },
    v2: [
      ["a", "i2"],
      ["b", "f8"],
      ["c", "u1"],
    ],
    numpy: "struct",
    kind: "struct",
    itemSize: 11,
    swaps: true,
    fills: [
      { a: 0, b: 0, c: 0 },
      { a: -300, b: 2.5, c: 7 },
    ],
  },
  small("int2", "small-integer", [-2, -1, 0, 1]),
  small("int4", "small-integer", [-8, -1, 0, 7]),
  small("bfloat16", "small-float", [0, 1, -1.5, 256, "NaN", "Infinity"], 2),
  small("float8_e3m4", "small-float", [0, 1, -1.5, "NaN", "-Infinity"]),
  small("float8_e4m3fnuz", "small-float", [0, 1, -1.5, "NaN"]),
  small("float8_e4m3b11fnuz", "small-float", [0, 1, -1.5, "NaN"]),
  small("float8_e5m2", "small-float", [0, 1, -1.5, "NaN", "Infinity"]),
  small("float8_e5m2fnuz", "small-float", [0, 1, -1.5, "NaN"]),
  small("float8_e8m0fnu", "small-float", [1, 0.5, 2, "NaN"]),
  small("float4_e2m1fn", "small-float", [0, 0.5, -1.5, 6]),
];

function named(name) {
  return { name, v3: name, numpy: name };
}

function sized(name, length) {
  return { name, v3: { name, configuration: { length_bytes: length } } };
}

function field(name, dataType) {
  return { name, data_type: dataType };
}

function integers(name, kind) {
  return [1, 2, 4, 8].map((itemSize) => {
    const bits = BigInt(8 * itemSize);
    const extreme = name === "int" ? -(1n << (bits - 1n)) : (1n << bits) - 1n;
    const fills = [0n, extreme].map((fill) => (itemSize === 8 ? String(fill) : Number(fill)));
    return {
      ...named(`${name}${bits}`),
      v2: `${kind}${itemSize}`,
      kind: "integer",
      itemSize,
      swaps: itemSize > 1,
      fills,
    };
  });
}

function time(name, kind, unit, scale) {
  const numpy = `${kind}[${scale === 1 ? "" : scale}${unit}]`;
  const v3 = { name: `numpy.${name}`, configuration: { unit, scale_factor: scale } };
  return {
    name: `${name}-${unit}`,
    v3,
    v2: numpy,
    numpy,
    kind: "time",
    itemSize: 8,
    swaps: true,
    fills: ["NaT", "1000"],
  };
}

function small(name, kind, values, itemSize = 1) {
  return { ...named(name), kind, itemSize, swaps: itemSize > 1, fills: values.slice(0, 2), values };
}
