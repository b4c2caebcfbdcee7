import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/json/parse.js";
import { plain } from "../../src/json/plain.js";
import { printJson } from "../../src/json/print.js";
import { dataTypeOf } from "./resolve.js";

const folder = join(process.env["ZARRKIT_FIXTURES"] ?? "", "zarr-metadata/v3/data_type");
const read = (...path: string[]) => parseJson(readFileSync(join(folder, ...path), "utf8"), path.join("/")) as object;
const hasFixtures = process.env["ZARRKIT_FIXTURES"] !== undefined && existsSync(folder);

describe("fill values of zarr-python's metadata package", () => {
  if (!hasFixtures) it.skip("(skipped: ZARRKIT_FIXTURES does not name the folder that holds zarr-metadata)");
  for (const name of hasFixtures ? readdirSync(folder) : []) {
    it(`${name}: each is read and written as itself`, async () => {
      const hasConfiguration = existsSync(join(folder, name, "data_type.json"));
      const json = hasConfiguration ? plain(read(name, "data_type.json") as never) : name === "raw" ? "r32" : name;
      const type = await dataTypeOf(json);
      for (const [title, fill] of Object.entries(read(name, "fill_values.json"))) {
        const parsed = type.fillFromJson(fill, { name: type.name, format: 3, path: "fill_value" });
        const written = printJson(type.fillToJson(parsed, 3) as never);
        const again = type.fillFromJson(parseJson(written, title), { name: type.name, format: 3, path: "fill_value" });
        expect([title, again]).toEqual([title, parsed]);
        // Patterns that have a plainer spelling, lists that have a shorter one, and whole floats are written in that.
        if (!/^hex_(zero|canonical)|^with_hex|^tuple|^all_fields/.test(title))
          expect([title, written]).toEqual([title, printJson(fill)]);
      }
    });
  }
});
