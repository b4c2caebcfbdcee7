import { createArray, createRegistry, get, openArray, openGroup, set, slice } from "@zarrkit/core";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { http } from "@zarrkit/store-http";
import { remoteSite } from "@zarrkit/test-servers/remote";
import { zipSync } from "fflate";
import { describe, expect, inject, it } from "vitest";
import { zip } from "../src/index.js";
import { pattern } from "./samples.js";

const registry = createRegistry(http(), zip());

async function hierarchy(): Promise<Map<Key, Bytes>> {
  const map = new Map<Key, Bytes>();
  const array = await createArray(
    { store: map, path: "a" },
    { shape: [400, 400], chunks: [100, 400], dataType: "uint8" },
  );

  await set(array, null, pattern(160_000));
  return map;
}

describe("a page reads an archive on a strict server of another origin (simple CORS, no answer to OPTIONS)", async () => {
  const map = await hierarchy();
  it.each([
    ["stored", 0],
    ["deflated", 6],
  ] as const)("without any preflight: %s", async (_, level) => {
    const values = new Map([
      ["data/a.zip", zipSync(Object.fromEntries(map) as Record<string, Uint8Array<ArrayBuffer>>, { level })],
    ]);
    const site = await remoteSite(inject("sites"), { values, cors: "simple" });
    const group = await openGroup(`${site.url}/data/a.zip?token=x`, { registry });

    const array = await openArray(group, { path: "a" });
    expect((await site.log()).map(({ method }) => method)).toEqual(["HEAD", "GET", "GET"]);
    expect((await get(array, [slice(0, 100)])).data).toEqual(pattern(160_000).slice(0, 40_000));
    const log = await site.log();
    expect(log.map(({ method }) => method)).toEqual(["HEAD", "GET", "GET", "GET"]);
    expect((await get(array)).data).toEqual(pattern(160_000));
    expect((await site.log()).some(({ method }) => method === "OPTIONS")).toBe(false);
  });
});
