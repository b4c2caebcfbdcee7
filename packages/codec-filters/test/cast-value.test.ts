import type { ArrayToArray, Elements, View } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { castValue } from "../src/index.js";
import { chunkOf, coreTools } from "./core-types.js";
import { arrays, cases } from "./fixtures/cast_value.json" with { type: "json" };

const names: Readonly<Record<string, string>> = { u: "uint", i: "int", f: "float" };
const nameOf = (dtype: string) => `${names[dtype[1]!]}${8 * Number(dtype[2])}`;

const viewOf = (data: Elements): View => ({ data, offset: 0, shape: [data.length], strides: [1] });

async function elementsOf(name: string, base64: string): Promise<Elements> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { dataType } = await coreTools.dataType(name, { name: "", format: 3, path: "" });
  const view = viewOf(dataType.allocate(bytes.length / dataType.itemSize!));
  dataType.load(bytes, "little", view);
  return view.data;
}

async function bound(
  from: string,
  configuration: object,
  fill: unknown = from.endsWith("64") && !from.startsWith("f") ? 0n : 0,
) {
  const module = await castValue().load();
  const config = module.parse(configuration, { name: "cast_value", format: 3, path: "codecs[0]" });
  return (await module.bind(config, await chunkOf(from, [1], fill), coreTools)) as Extract<
    ArrayToArray,
    { encode: unknown }
  >;
}

describe("cast_value equals cast-value-rs", () => {
  for (const { from, to, rules, result, refused } of cases) {
    it(`${nameOf(from)} to ${nameOf(to)}, ${JSON.stringify(rules)}`, async () => {
      const codec = await bound(nameOf(from), { data_type: nameOf(to), ...rules });
      const source = await elementsOf(nameOf(from), arrays[from as keyof typeof arrays]);
      const wanted = await elementsOf(nameOf(to), result);
      for (let i = 0; i < source.length; i++) {
        const one = (source as Float64Array).subarray(i, i + 1);
        const encoded = viewOf(codec.encodedSpec.dataType.allocate(1));
        const encode = () => codec.encode(viewOf(one), encoded);
        if (refused.includes(i)) {
          expect(encode, `${source[i]}`).toThrow(`cast_value: ${nameOf(from)} ${source[i]}`);
        } else {
          encode();
          expect([source[i], encoded.data[0]]).toEqual([source[i], wanted[i]]);
        }
      }
    });
  }
});
