import type { DataTypePlugin } from "@zarrkit/plugin-api";

export interface DecimalOptions {
  /** Digits after the point, from 0 to 18. Default 2. */
  readonly scale?: number;
}

/**
 * Decimal numbers that stay what they are: money, meter readings. 12.34 is stored as the integer 1234, and read as the text
 * "12.34": no float comes between.
 *
 * - Name: `org.example.decimal`
 * - Configuration: `{ "scale": 2 }`
 * - Stored as: int64, the number times 10^scale
 * - Container: BigInt64Array of these integers; scalars are texts
 * - Fill value: a text, `"0.00"`
 */
export function decimal({
  scale = 2,
}: DecimalOptions = {}): DataTypePlugin<"org.example.decimal", BigInt64Array, string> {
  return {
    kind: "data-type",
    api: 1,
    name: "org.example.decimal",
    configuration: { scale },
    load: () => import("./data-type.js"),
  };
}
