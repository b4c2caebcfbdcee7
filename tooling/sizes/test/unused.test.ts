import { describe, expect, it } from "vitest";
import { entriesOf } from "../../catalogue/generate.mjs";
import { plugins } from "../../catalogue/plugins.mjs";
import { publishedPackages } from "../../workspace/packages.mjs";
import { bundle, rollupBundle } from "../bundle.mjs";
import own from "../package.json" with { type: "json" };

const published = publishedPackages().filter(({ name }) => name in own.devDependencies);
const page = 'console.log("a page");';
const emptyByEsbuild = (await bundle(page)).code;
const emptyByRollup = await rollupBundle(page);

describe("what is imported and not used leaves no byte:", () => {
  it.each(plugins(new URL("../package.json", import.meta.url)))("$factory of $from", async ({ from, factory }) => {
    for (const line of [`import { ${factory} } from "${from}";`, `import "${from}";`]) {
      expect((await bundle(line + page)).code).toBe(emptyByEsbuild);
      expect(await rollupBundle(line + page)).toBe(emptyByRollup);
    }
  });

  it("@zarrkit/core", async () => {
    const line = 'import { openArray, registry } from "@zarrkit/core";';
    expect((await bundle(line + page)).code).toBe(emptyByEsbuild);
    expect(await rollupBundle(line + page)).toBe(emptyByRollup);
  });
});

describe("a register entry survives both bundlers:", () => {
  const withRegister = published.filter(({ manifest }) => manifest.exports["./register"]);
  it.each(withRegister)("$name", async ({ name, manifest }) => {
    const line = `import "${name}/register";`;
    for (const code of [(await bundle(line + page)).text, await rollupBundle(line + page)]) {
      expect(code).toContain("zarrkit.registry");
      for (const [, plugin] of entriesOf({ name, manifest })) expect(code).toContain(plugin);
    }
  });
});
