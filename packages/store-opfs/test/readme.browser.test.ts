/// <reference types="vite/client" />
import { expect, it } from "vitest";
import text from "../README.md?raw";

const shown = [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, block]) => block);
const sources = import.meta.glob<string>("./readme/*.ts", { query: "?raw", import: "default", eager: true });
const modules = Object.entries(import.meta.glob("./readme/*.ts"));

it("the README shows the programs that are run here", () => {
  expect(Object.values(sources).sort()).toEqual(shown.sort());
});

it.each(modules)("%s runs", async (_, run) => {
  await run();
});
