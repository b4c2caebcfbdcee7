import fc from "fast-check";

/** Documents of arrays that are right, of every shape, for property tests. */

export type Document = Readonly<Record<string, unknown>>;

const little = { name: "bytes", configuration: { endian: "little" } };
const seconds = { unit: "s", scale_factor: 10 };
const pair = [
  { name: "a", data_type: "int16" },
  { name: "b", data_type: { name: "numpy.timedelta64", configuration: seconds } },
];

/** Data types with fill values, as v3 spells them. */
const types3: readonly (readonly [dataType: unknown, fills: readonly unknown[]])[] = [
  ["bool", [true, false]],
  ["int8", [-128, 0]],
  ["uint32", [2 ** 32 - 1]],
  ["int4", [-8]],
  ["float16", ["-Infinity", "0x7e01"]],
  ["float32", ["NaN", "0x7f800001", 1.5]],
  [{ name: "float64" }, ["Infinity", 0.1]],
  ["bfloat16", ["NaN"]],
  ["float8_e5m2", ["0x7f", 0.5]],
  ["complex64", [["NaN", 1.5]]],
  ["r24", [[0, 128, 255]]],
  [{ name: "fixed_length_utf32", configuration: { length_bytes: 8 } }, ["ab", "🎉"]],
  [{ name: "numpy.datetime64", configuration: seconds }, ["NaT", -5]],
  [{ name: "struct", configuration: { fields: pair } }, [{ a: -1, b: "NaT" }]],
];

const types2: readonly (readonly [dtype: unknown, fills: readonly unknown[]])[] = [
  ["|b1", [true, null]],
  [">i2", [-32768, null]],
  ["<u4", [7]],
  [">f8", ["NaN", "-Infinity", 1.5, null]],
  ["<c8", [["NaN", 1.5]]],
  ["<U2", ["ab", ""]],
  ["|S3", ["YWIA", ""]],
  ["|V2", ["gP8=", null]],
  ["<M8[10us]", [-5]],
  [
    [
      ["a", ">i2"],
      ["b", [["c", "<u2"]]],
    ],
    ["AQIDBA==", null],
  ],
];

const chosen = (types: typeof types3) =>
  fc.constantFrom(...types.flatMap(([type, fills]) => fills.map((fill) => [type, fill] as const)));
const length = fc.integer({ min: 0, max: 9 });
const lengths = fc.array(fc.tuple(length, fc.integer({ min: 1, max: 9 })), { maxLength: 3 });
const attributes = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
const tolerated = fc.dictionary(
  fc.stringMatching(/^x_[a-z]{1,5}$/),
  fc.jsonValue({ maxDepth: 1 }).map((value) => ({ must_understand: false, value })),
  { maxKeys: 2 },
);

export const arrays3: fc.Arbitrary<Document> = fc
  .record({ axes: lengths, type: chosen(types3), attributes, tolerated, flags: fc.nat(31) })
  .map(({ axes, type: [dataType, fill], attributes, tolerated, flags }) => ({
    zarr_format: 3,
    node_type: "array",
    shape: axes.map(([size]) => size),
    data_type: dataType,
    chunk_grid:
      flags & 1
        ? {
            name: "rectilinear",
            configuration: {
              kind: "inline",
              chunk_shapes: axes.map(([size, chunk]) => [[chunk, Math.ceil(size / chunk) || 1]]),
            },
          }
        : { name: "regular", configuration: { chunk_shape: axes.map(([, chunk]) => chunk) } },
    chunk_key_encoding: flags & 2 ? "v2" : { name: "default", configuration: { separator: "." } },
    fill_value: fill,
    codecs:
      flags & 4
        ? [{ name: "transpose", configuration: { order: axes.map((_, axis) => axes.length - 1 - axis) } }, little]
        : [little],
    ...(flags & 8 && { attributes }),
    ...(flags & 16 && { dimension_names: axes.map(([size]) => (size % 2 ? "x" : null)) }),
    ...tolerated,
  }));

export const arrays2: fc.Arbitrary<Document> = fc
  .record({ axes: lengths, type: chosen(types2), flags: fc.nat(7) })
  .map(({ axes, type: [dtype, fill], flags }) => ({
    zarr_format: 2,
    shape: axes.map(([size]) => size),
    chunks: axes.map(([, chunk]) => chunk),
    dtype,
    compressor: null,
    fill_value: fill,
    order: flags & 1 ? "F" : "C",
    filters: flags & 2 ? [] : null,
    ...(flags & 4 && { dimension_separator: "/" }),
  }));
