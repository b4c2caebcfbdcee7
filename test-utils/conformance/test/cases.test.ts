import { dataTypeContract, sampleType, storeContract } from "@zarrkit/conformance";
import { describe, expect, it, vi } from "vitest";

const get = "a value is read whole";
const contract = (skip: Record<string, string>) =>
  storeContract((values: Map<string, Uint8Array>) => ({ get: async (key) => values.get(key) }), {
    seed: (entries) => new Map<string, Uint8Array>(entries),
    skip,
  });

describe("cases", () => {
  it("are chosen by what the store has", async () => {
    const names = (await contract({})).map((c) => c.name);
    expect(names).toContain(get);
    expect(names.filter((name) => /^(set|delete|list|getRange|flush|onlyIf)/.test(name))).toEqual([]);
  });

  it("that are skipped say the reason in their name and to the runner", async () => {
    const skipped = (await contract({ [get]: "a test" })).find((c) => c.skip !== undefined);
    expect(skipped?.name).toBe(`${get} (skipped: a test)`);
    const skip = vi.fn();
    await skipped?.run({ skip });
    expect(skip).toHaveBeenCalledWith("a test");
    await skipped?.run(() => "mocha's done");
    await skipped?.run();
  });

  it("take no argument that a runner could mistake for a callback", async () => {
    for (const c of await contract({ [get]: "a test" })) expect(c.run.length).toBe(0);
  });

  it("cannot be skipped without a reason, nor under a name that is none", async () => {
    await expect(contract({ [get]: " " })).rejects.toThrow(/write down the reason/);
    await expect(contract({ "no such case": "a test" })).rejects.toThrow(/no case here bears this name/);
  });

  it("of a sample without its bytes are not made", async () => {
    const samples = { values: [{ value: 1 }, { value: 2 }], fills: [], refusedFills: [], refusedValues: [] };
    await expect(dataTypeContract(sampleType("uint8"), samples)).rejects.toThrow(/give its 1 stored bytes/);
  });
});
