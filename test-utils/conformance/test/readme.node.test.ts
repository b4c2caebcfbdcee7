import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const snippets = [...read("../README.md").matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)];

it("the README shows test files that are run here", () => {
  expect(snippets).toHaveLength(3);
  for (const [, path = "", snippet = ""] of snippets) expect(read(`../${path}`)).toBe(snippet);
});
