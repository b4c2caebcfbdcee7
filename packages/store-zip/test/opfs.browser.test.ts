import { isZarrError } from "@zarrkit/plugin-api";
import { afterAll, describe, expect, it } from "vitest";
import { opfsSink } from "../src/opfs-sink.js";
import { newFile, opfsCases } from "./opfs/cases.js";

const worker = new Worker(new URL("./opfs/worker.ts", import.meta.url), { type: "module" });
const answer = () =>
  new Promise<any>((resolve) => worker.addEventListener("message", (event) => resolve(event.data), { once: true }));

afterAll(() => worker.terminate());

describe("an archive in a page's file, through createWritable:", async () => {
  for (const c of await opfsCases()) it(c.name, c.run);
});

describe("an archive in a page's file in a worker, through its access handle:", async () => {
  const names: string[] = await answer();
  it.each(names.map((name, index) => ({ name, index })))("$name", async ({ index }) => {
    worker.postMessage(index);
    expect(await answer()).toBeUndefined();
  });
});

it("a file that was removed meanwhile is an error that says so", async () => {
  const file = await newFile();
  const sink = await opfsSink(file);
  await (await navigator.storage.getDirectory()).removeEntry(file.name);
  const error = await sink.read(0, 1).catch((problem: unknown) => problem);
  expect(isZarrError(error, "not-found")).toBe(true);
  await sink.close();
});
