import { afterEach, describe, expect, it } from "vitest";
import { type CodecPlugin, registerShared, sharedEntries } from "../src/index.js";

const key = Symbol.for("zarrkit.registry");
const scope = globalThis as { [key]?: unknown };

const plugin = (name: string): CodecPlugin => ({
  kind: "codec",
  api: 1,
  name,
  stage: "bytes-bytes",
  load: () => Promise.reject(new Error("never loaded here")),
});

afterEach(() => {
  delete scope[key];
});

describe("the shared registry", () => {
  it("is not there before it is used", () => {
    expect(scope[key]).toBeUndefined();
  });

  it("holds data only, in the order of registration", () => {
    registerShared(plugin("a"), plugin("b"));
    registerShared(plugin("a"));
    expect(Object.keys(sharedEntries()).sort()).toEqual(["api", "plugins"]);
    expect(sharedEntries().plugins.map(({ name }) => name)).toEqual(["a", "b", "a"]);
  });

  it("is one for two copies of this module", () => {
    scope[key] = { api: 1, plugins: [plugin("from another copy")] };
    registerShared(plugin("from this one"));
    expect(sharedEntries().plugins.map(({ name }) => name)).toEqual(["from another copy", "from this one"]);
  });

  it("of another version is refused, with what to do", () => {
    scope[key] = { api: 2, entries: new Map() };
    expect(() => registerShared(plugin("a"))).toThrow(
      expect.objectContaining({
        code: "plugin-version",
        message:
          "The shared registry of this page has version 2, this copy of zarrkit speaks 1: load copies of one major version only.",
      }),
    );
  });
});
