import { type DataType, invalid, type Origin, show, type Tools, ZarrError } from "@zarrkit/plugin-api";
import { parseConfiguration } from "./config.js";
import { fromText, toText } from "./text.js";

type Decimal = DataType<"org.example.decimal", BigInt64Array, string>;

export async function parse(configuration: unknown, origin: Origin, tools: Pick<Tools, "dataType">): Promise<Decimal> {
  const { scale } = parseConfiguration(configuration, origin);
  const { dataType } = await tools.dataType("int64", origin);
  const int64 = dataType as DataType<string, BigInt64Array, bigint>;

  const expected = `a decimal number as text, with at most ${scale} digits after the point`;
  const checked = (value: unknown) => {
    const integer = fromText(value, scale);
    if (integer !== undefined) return integer;
    throw new ZarrError("invalid-argument", `${show(value)} is no value of org.example.decimal: expected ${expected}.`);
  };

  return {
    // Layout and byte order are those of the integers.
    ...int64,
    name: "org.example.decimal",
    configuration: { scale },
    fillFromJson(json, { path }) {
      const integer = fromText(json, scale);
      if (integer === undefined) throw invalid(path, `${show(json)} is no fill value: expected ${expected}`);
      return int64.fillFromScalar(integer);
    },
    fillToJson: (fill) => toText(int64.fillToJson(fill, 3) as bigint, scale),
    fillFromScalar: (value) => int64.fillFromScalar(checked(value)),
    scalar: (data, index) => toText(data[index]!, scale),
    setScalar(data, index, value) {
      data[index] = checked(value);
    },
  };
}
