import { describe, expect, it } from "vitest";
import cases from "./fixtures/numcodecs.json" with { type: "json" };
import { plainValues, read, written } from "./version-2.js";

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

describe("elements of any length are read and written as numcodecs does", () => {
  for (const [i, { values, encoded, ...array }] of cases.entries()) {
    const { configuration, dtype, shape, order } = array;
    it(`${i}: ${JSON.stringify(configuration)} of ${dtype} [${shape}] in ${order} order`, async () => {
      const decoded = await read(array, fromBase64(encoded));
      expect(plainValues(decoded, configuration.id)).toEqual(values);
      expect(Array.from(await written(array, decoded))).toEqual(Array.from(fromBase64(encoded)));
    });
  }
});
