import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const here = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const snippets = [...here("../../guides/add-a-data-type.md").matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)];

it("is what the guide shows, line by line", () => {
  expect(snippets.length).toBe(4);
  for (const [, path, snippet] of snippets) expect(here(path!)).toContain(snippet!);
});
