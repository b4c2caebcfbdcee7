import { afterAll, describe, expect, it } from "vitest";

const worker = new Worker(new URL("./worker/contract.ts", import.meta.url), { type: "module" });
const answer = () =>
  new Promise<any>((resolve) => worker.addEventListener("message", (event) => resolve(event.data), { once: true }));

afterAll(() => worker.terminate());

describe("store-opfs in a worker, which writes through synchronous handles, keeps the contract of stores:", async () => {
  const names: string[] = await answer();
  it.each(names.map((name, index) => ({ name, index })))("$name", async ({ index }) => {
    worker.postMessage(index);
    expect(await answer()).toBeUndefined();
  });
});
