import { storeContract } from "@zarrkit/conformance";
import type { Bytes, Store, Writable } from "@zarrkit/plugin-api";
import { describe, it } from "vitest";
import { cache, overlay, prefix, readOnly, retry, trace } from "../src/index.js";
import { flaky } from "./flaky.js";
import { memoryStore } from "./memory-store.js";

const layers: Record<string, (inner: Store) => Store> = {
  cache: (inner) => cache(inner),
  "a cache with room for next to nothing": (inner) => cache(inner, { bytes: 1000 }),
  retry: (inner) => retry(inner),
  "retry over a store that fails every other time": (inner) =>
    retry(flaky(inner), { retries: 100, delay: 0.1, longestWait: 1 }),
  readOnly: (inner) => readOnly(inner),
  prefix: (inner) => prefix(inner, ""),
  trace: (inner) => trace(inner),
  "all of them": (inner) => cache(retry(trace(inner))),
};

for (const [name, layer] of Object.entries(layers)) {
  describe(`${name} keeps the contract of stores:`, async () => {
    const cases = await storeContract((map: Map<string, Bytes>) => layer(memoryStore(map)), {
      seed: (entries) => new Map<string, Bytes>(entries),
    });
    for (const c of cases) it(c.name, c.run);
  });
}

describe("prefix over a folder with neighbours keeps the contract of stores:", async () => {
  const cases = await storeContract((map: Map<string, Bytes>) => prefix(memoryStore(map), "deep/er"), {
    seed: (entries) =>
      new Map<string, Bytes>([
        ["x", Uint8Array.of(1)],
        ["deep/erx", Uint8Array.of(2)],
        ...[...entries].map(([key, bytes]) => [`deep/er/${key}`, bytes] as const),
      ]),
  });
  for (const c of cases) it(c.name, c.run);
});

const places: Record<string, (index: number) => boolean> = {
  "what is in the base": () => false,
  "what is among the edits": () => true,
  "what is here and there": (index) => index % 2 === 1,
};

describe.each(Object.entries(places))("overlay of %s keeps the contract of stores:", async (_, edited) => {
  const cases = await storeContract(
    ({ edits, base }: { edits: Map<string, Bytes>; base: Map<string, Bytes> }) =>
      overlay(memoryStore(edits), { base: readOnly(memoryStore(base)) }),
    {
      seed: (entries) => {
        const all = [...entries];
        return {
          edits: new Map<string, Bytes>(all.filter((_entry, i) => edited(i))),
          base: new Map<string, Bytes>(all.filter((_entry, i) => !edited(i))),
        };
      },
    },
  );
  for (const c of cases) it(c.name, c.run);
});

describe("layers in any order", () => {
  const stacked: [name: string, layer: (inner: Store) => Store][] = [
    ["cache", (inner) => cache(inner)],
    ["retry", (inner) => retry(inner)],
    ["trace", (inner) => trace(inner)],
    ["prefix", (inner) => prefix(inner, "deep")],
    ["overlay", (inner) => overlay(inner as Store & Writable, { base: readOnly(memoryStore(new Map())) })],
  ];
  const turns = stacked.map((_, i) => [...stacked.slice(i), ...stacked.slice(0, i)]);
  for (const order of [...turns, ...turns.map((turn) => turn.toReversed())]) {
    describe(`keep the contract of stores: ${order.map(([name]) => name).join(" in ")}`, async () => {
      const stack = (map: Map<string, Bytes>) =>
        order.reduce((inner, [, layer]) => layer(inner), memoryStore(map) as Store);
      const cases = await storeContract(stack, {
        seed: (entries) => new Map<string, Bytes>([...entries].map(([key, bytes]) => [`deep/${key}`, bytes])),
      });
      for (const c of cases) it(c.name, c.run);
    });
  }
});
