import type { Bytes, Fill, Origin } from "@zarrkit/plugin-api";
import type { Draft } from "../case.js";
import { describe, expectBytes, expectEqual, expectTrue, expectZarrError } from "../expect.js";
import type { DataTypeSubject } from "./sample.js";
import { thrownBy } from "./storing.js";

/** Never a fill value of any type. */
const junk: readonly unknown[] = [undefined, { "no-such-member": 1n }, [{}], "0x", "no such value\u0000"];

/** Fill values in documents: exact in both directions, and near-misses refused with their path. */
export function fillCases({ type, samples }: DataTypeSubject): readonly Draft[] {
  const origin = (format: 2 | 3 = 3): Origin => ({ name: type.name, format, path: "data[7].fill_value" });
  const expectFill = (actual: Fill, expected: Fill, what: string) => {
    if (type.itemSize === undefined) expectEqual(actual, expected, what);
    else expectBytes(actual as Bytes, expected as Bytes, what);
  };
  const expectRefused = (json: unknown, format?: 2 | 3) => {
    const what = `fill value ${describe(json)} in v${format ?? 3}`;
    const error = thrownBy(() => type.fillFromJson(json, origin(format)), what);
    expectZarrError(error, ["invalid-metadata"], what);
    const { path } = (error as { fields: { path?: unknown } }).fields;
    expectTrue(String(path).startsWith("data[7].fill_value"), `${what}: fields.path is ${describe(path)}`);
  };
  const junkOfType = type.itemSize === undefined ? junk.filter((value) => typeof value !== "string") : junk;
  return [
    {
      name: "fillFromJson: what documents hold is read exactly",
      async run() {
        for (const { json, fill, format } of samples.fills) {
          expectFill(type.fillFromJson(json, origin(format)), fill, `fill value ${describe(json)} in v${format ?? 3}`);
        }
      },
    },
    {
      name: "fillToJson: is written as it was read",
      async run() {
        for (const sample of samples.fills) {
          const { json, fill, format = 3 } = sample;
          const expected = "written" in sample ? sample.written : json;
          expectEqual(type.fillToJson(fill, format), expected, `fill value ${describe(json)} written to v${format}`);
        }
      },
    },
    {
      name: "fillToJson: what is written is read as the same",
      async run() {
        for (const { json, fill, format = 3 } of samples.fills) {
          const written = type.fillToJson(fill, format);
          const what = `${describe(json)}, written to v${format} as ${describe(written)}`;
          expectFill(type.fillFromJson(written, origin(format)), fill, what);
        }
      },
    },
    {
      name: "fillFromJson: near-misses are refused by their path",
      run: async () => samples.refusedFills.forEach(({ json, format }) => expectRefused(json, format)),
    },
    {
      name: "fillFromJson: what no type has is refused by its path",
      run: async () => junkOfType.forEach((json) => expectRefused(json)),
    },
  ];
}
