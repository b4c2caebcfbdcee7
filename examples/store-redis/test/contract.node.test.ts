import { storeContract } from "@zarrkit/conformance";
import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { afterAll, describe, expect, it } from "vitest";
import { redis } from "../src/index.js";
import { redisStore } from "../src/store.js";
import { seedByHand, startRedis, whyNot } from "./redis-server.js";

const reason = whyNot();

describe.skipIf(reason)(
  `store-redis${reason ? ` (skipped: ${reason})` : ""} keeps the contract of stores:`,
  async () => {
    if (reason) return it("needs redis-server", () => {});
    const server = await startRedis();
    afterAll(() => server.close());
    let places = 0;

    const cases = await storeContract((url: string) => redisStore(url), {
      async seed(entries) {
        const url = `redis://127.0.0.1:${server.port}/place*[${++places}`;
        await seedByHand(server.port, `place*[${places}/`, entries);
        const store = redisStore(url);
        for (const [key, bytes] of entries) await store.set(key, bytes);
        await store.close();
        return url;
      },
    });
    for (const c of cases) it(c.name, c.run);

    it("opens by URL, and another visitor reads what was written", async () => {
      const registry = createRegistry(redis());
      const url = `redis://127.0.0.1:${server.port}/life/step`;
      const array = await createArray(url, { registry, shape: [8, 8], chunks: [4, 4], dataType: "uint8" });
      await set(
        array,
        null,
        Uint8Array.from({ length: 64 }, (_, i) => i),
      );
      const seen = await openArray(url, { registry });
      expect((await get(seen, [3])).data).toEqual(Uint8Array.from({ length: 8 }, (_, i) => 24 + i));
    });

    it("connects anew after Redis was away, and says so meanwhile", async () => {
      const other = await startRedis();
      const store = redisStore(`redis://127.0.0.1:${other.port}/`);
      await store.set("a", Uint8Array.of(1));
      await other.close();
      await expect(store.get("a")).rejects.toMatchObject({ code: "store-failed", retryable: true });
      await expect(store.get("a")).rejects.toThrow(/See that it runs/);
    });
  },
);
