import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { publishedPackages } from "../../workspace/packages.mjs";
import own from "../package.json" with { type: "json" };

const program = fileURLToPath(new URL("../import-alone.mjs", import.meta.url));

function importing(...specifiers: string[]): { added: string[]; fetched: string[]; registered: string[] } {
  return JSON.parse(execFileSync(process.execPath, [program, ...specifiers], { encoding: "utf8" }));
}

const published = publishedPackages().filter(({ name }) => name in own.devDependencies);

describe("importing registers nothing, fetches nothing and leaves no global:", () => {
  it.each(published)("$name", ({ name, manifest }) => {
    const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./register" && !entry.endsWith(".json"));
    expect(importing(...entries.map((entry) => name + entry.slice(1)))).toEqual({
      added: [],
      fetched: [],
      registered: [],
    });
  });
});

describe("a register entry registers its plugins:", () => {
  it.each(published.filter(({ manifest }) => manifest.exports["./register"]))("$name", ({ name }) => {
    const { added, fetched, registered } = importing(`${name}/register`);
    expect(added).toEqual(["Symbol(zarrkit.registry)"]);
    expect(fetched).toEqual([]);
    expect(registered.length).toBeGreaterThan(0);
  });
});
