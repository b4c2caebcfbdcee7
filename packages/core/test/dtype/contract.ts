import { type DataTypeSamples, dataTypeContract, type Skips } from "@zarrkit/conformance";
import type { DataType } from "@zarrkit/plugin-api";
import { describe, it } from "vitest";

/** Holds a data type to the contract that every data type must pass. */
export function contractOf(title: string, type: DataType, samples: DataTypeSamples, skip: Skips = {}): void {
  describe(`${title} keeps the data type contract`, async () => {
    for (const { name, run } of await dataTypeContract(type, samples, { skip })) it(name, run);
  });
}
