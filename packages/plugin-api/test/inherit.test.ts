import { expect, it } from "vitest";
import { inherit, type Store } from "../src/index.js";

class Counting {
  readonly traits = { atomicWrites: true };
  #reads = 0;
  async get() {
    return Uint8Array.of(++this.#reads);
  }
  getSync() {
    return Uint8Array.of(this.#reads);
  }
  helper() {
    return "no method of stores";
  }
}

it("a layer has the store's methods bound to it, its traits, and nothing else", async () => {
  const layer = inherit(new Counting());
  expect(Object.keys(layer).sort()).toEqual(["get", "getSync", "traits"]);
  const { get, getSync } = layer;
  expect(await get()).toEqual(Uint8Array.of(1));
  expect(getSync()).toEqual(Uint8Array.of(1));
  expect(layer.traits).toEqual({ atomicWrites: true });
});

it("every method that a store can have is carried on", () => {
  const method = async () => undefined;
  const every: { readonly [M in keyof Required<Store>]: M extends "traits" ? object : () => unknown } = {
    get: method,
    getRange: method,
    getRanges: method,
    getRangesVersioned: method,
    size: method,
    getVersioned: method,
    set: method,
    delete: method,
    list: method,
    listChildren: method,
    getSync: method,
    getRangeSync: method,
    flush: method,
    close: method,
    traits: {},
  };
  expect(Object.keys(inherit(every as unknown as Store)).sort()).toEqual(Object.keys(every).sort());
});

it("a store without traits gives a layer without traits", () => {
  expect(Object.keys(inherit({ get: async () => undefined }))).toEqual(["get"]);
});
