import { dataTypeContract } from "@zarrkit/conformance";
import { describe, expect, it } from "vitest";
import { pairPlugin, pairSamples } from "./right/pair-type.js";
import { wrongTypes } from "./wrong/data-types.js";

describe("the data type contract catches a type that", () => {
  for (const { name, caughtBy, make } of wrongTypes) {
    it(`${name}, by "${caughtBy}"`, async () => {
      const cases = await dataTypeContract(make(), pairSamples);
      const caught = cases.find((c) => c.name === caughtBy);
      expect(caught, "the case must be among those chosen").toBeDefined();
      await expect(caught?.run()).rejects.toThrow();
    });
  }

  const pluginCase = async (plugin: Parameters<typeof dataTypeContract>[0], name: string) =>
    (await dataTypeContract(plugin, pairSamples)).find((c) => c.name === name)?.run();

  it("is made by a plugin of another name", async () => {
    const plugin = { ...pairPlugin(), name: "couple" as "pair" };
    await expect(pluginCase(plugin, "the plugin is a light value that makes the type it names")).rejects.toThrow(
      /name of the type/,
    );
  });

  it("is made by a plugin that takes any configuration", async () => {
    const right = pairPlugin();
    const plugin = {
      ...right,
      async load() {
        const { parse } = await right.load();
        return {
          parse: (_: unknown, origin: Parameters<typeof parse>[1], tools: Parameters<typeof parse>[2]) =>
            parse({}, origin, tools),
        };
      },
    };
    await expect(pluginCase(plugin, "a configuration that is wrong is refused by its path")).rejects.toThrow(
      /expected a rejection/,
    );
  });
});
