const deep = 100_000;

/** Texts for the place of any value of a document: each was once somebody's crash. */
export const hostileValues: readonly string[] = [
  ...["null", "true", "false", "[]", "{}", '""', "[[]]", "[null]", "[{}]", "NaN", "Infinity", "-Infinity"],
  ...["0", "1", "2", "3", "7", "-1", "-0", "0.5", "1.0", "1e0", "1e308", "1e400", "-1e400", "1e-400"],
  ...["127", "255", "256", "32768", "65536", "2147483647", "2147483648", "4294967295", "4294967296"],
  ...["9007199254740991", "9007199254740992", "9007199254740993", "9223372036854775807", "18446744073709551616"],
  ...["[0]", "[1]", "[-1]", "[0.5]", "[2147483648]", "[9007199254740991]", "[9007199254740992]", "[1e308]", '["1"]'],
  ...["[0, 9007199254740991]", "[4294967296, 4294967296]", "[94906265, 94906266]", "[1, 2, 3, 4, 5]", "[[1, 2]]"],
  ...["[[1, 9007199254740991]]", "[[[1, 9007199254740991]]]", "[[[3, 2]], [[2, 3]]]", "[[1, 1, 1, 1], 2]"],
  ...['"x"', '"NaN"', '"0x"', '"0x00"', '"0x7fc00001"', '"0xffffffffffffffffff"', '"1"', '"-1"', '"AA=="', '"é€😀"'],
  ...['"\\u0000"', '"\\ud800"', '"__proto__"', '"constructor"', '"toString"', '".."', '"../.."', '"/"', '"C:\\\\x"'],
  ...['"|O"', '"|V7"', '"<f8"', '">i2"', '"<U4294967295"', '"|S0"', '"<M8[ns]"', '"<m8[9007199254740993Y]"', '"r8"'],
  ...['"r9007199254740992"', '"float64"', '"int2"', '"string"', '"bytes"', '"bool"', '"complex64"', '"start"', '"end"'],
  ...['{"name": "x"}', '{"name": "x", "must_understand": false}', '{"must_understand": false}', '{"id": "x"}'],
  ...['{"name": "bytes"}', '{"name": "crc32c"}', '{"name": "zstd"}', '{"name": "gzip", "configuration": {"level": 1}}'],
  ...['{"name": "transpose", "configuration": {"order": [1, 0]}}', '{"name": "vlen-utf8"}', '{"id": "zlib"}'],
  ...['{"__proto__": {"name": "bytes"}}', '{"__proto__": null}', '{"toString": 1, "valueOf": 1}', '{"": ""}'],
  ...['{"length": 4294967295}', '{"then": {}}', '{"name": {"toString": null}}'],
  // Long, wide and deep.
  `"${"x".repeat(200_000)}"`,
  "9".repeat(100_000),
  `-${"9".repeat(400)}.5e-99999`,
  `[${new Array(20_000).fill("1").join()}]`,
  `[${new Array(300).fill("1").join()}]`,
  `[${new Array(40).fill("2").join()}]`,
  `[${new Array(2000).fill('{"name": "crc32c"}').join()}]`,
  "[".repeat(deep),
  "[".repeat(deep) + "]".repeat(deep),
  `${'{"a":'.repeat(deep)}1${"}".repeat(deep)}`,
  "[".repeat(200) + "]".repeat(200),
  `${'{"configuration":'.repeat(200)}1${"}".repeat(200)}`,
  // No JSON.
  ...["", "undefined", "'x'", "1_000", "0x10", "01", "+1", ".5", "[1,]", '{"a":1,}', "//", "\u0000", '"\n"', "\ufeff1"],
];

/** Names for members. */
export const hostileNames: readonly string[] = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "length", "", " ", "\u0000", "x"],
  ...["name", "id", "configuration", "must_understand", "consolidated_metadata", "storage_transformers", "node_type"],
  ...["fill_value", "codecs", "filters", "compressor", "attributes", "dimension_names", "dimension_separator", "kind"],
  ...["a/b", "..", "zarr.json", ".zarray", "a//b", "/", "x".repeat(5000)],
];
