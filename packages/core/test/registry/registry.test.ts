import { type AnyPlugin, registerShared } from "@zarrkit/plugin-api";
import { afterEach, describe, expect, it } from "vitest";
import { createRegistry, registry, withFallback, withPlugins } from "../../src/registry/registry.js";
import { codecPlugin, storePlugin } from "../doubles/plugins.js";

const shared = Symbol.for("zarrkit.registry");
const globals = globalThis as { [shared]?: unknown };
const wrongVersion = { ...codecPlugin("future", "bytes-bytes"), api: 2 } as unknown as AnyPlugin;

afterEach(() => {
  delete globals[shared];
});

describe("an isolated registry", () => {
  it("holds what it was given, and what no array can do without", () => {
    const codec = codecPlugin("x", "bytes-bytes");
    const own = createRegistry(codec);
    expect(own.find("codec", "x")).toBe(codec);
    expect(own.find("codec", "bytes")?.stage).toBe("array-bytes");
    expect(own.find("codec", "transpose")?.stage).toBe("array-array");
    expect(own.find("store", "memory")).toBeDefined();
    expect(own.find("codec", "y")).toBeUndefined();
  });

  it("neither reads nor changes the shared registry", () => {
    registerShared(codecPlugin("shared", "bytes-bytes"));
    const own = createRegistry();
    expect(own.find("codec", "shared")).toBeUndefined();
    own.register(codecPlugin("own", "bytes-bytes"));
    expect(registry.find("codec", "own")).toBeUndefined();
    expect(createRegistry().find("codec", "own")).toBeUndefined();
  });

  it("finds by kind, and by alias as by name", () => {
    const codec = codecPlugin("zstd", "bytes-bytes", undefined, { aliases: ["numcodecs.zstd"] });
    const own = createRegistry(codec, storePlugin("zstd", ["z"]));
    expect(own.find("codec", "numcodecs.zstd")).toBe(codec);
    expect(own.find("store", "zstd")?.kind).toBe("store");
    expect(own.find("data-type", "zstd")).toBeUndefined();
  });

  it("a later entry wins over an earlier one, also over those that are built in", () => {
    const [first, second] = [codecPlugin("gzip", "bytes-bytes"), codecPlugin("gzip", "bytes-bytes")];
    const own = createRegistry(first, second);
    expect(own.find("codec", "gzip")).toBe(second);
    const faster = codecPlugin("bytes", "array-bytes");
    own.register(first, faster);
    expect(own.find("codec", "gzip")).toBe(first);
    expect(own.find("codec", "bytes")).toBe(faster);
  });

  it("names from documents find nothing that every object inherits", () => {
    for (const name of ["constructor", "__proto__", "toString", ""]) {
      expect(createRegistry().find("codec", name)).toBeUndefined();
    }
  });

  it("describes itself as plain data, newest first", () => {
    const codec = codecPlugin("x", "bytes-bytes", undefined, { aliases: ["y"] });
    expect(createRegistry(codec).describe()).toEqual([
      { kind: "codec", name: "x", aliases: ["y"] },
      { kind: "codec", name: "bytes", aliases: ["endian"] },
      { kind: "codec", name: "transpose", aliases: [] },
      { kind: "store", name: "memory", aliases: [] },
    ]);
  });
});

describe("the shared registry", () => {
  it("is not there before it is used: importing registers nothing", () => {
    expect(globals[shared]).toBeUndefined();
    expect(registry.find("codec", "x")).toBeUndefined();
    registry.register(codecPlugin("x", "bytes-bytes"));
    expect(registry.find("codec", "x")).toBeDefined();
  });

  it("holds what register entries of packages added, the later one first", () => {
    const [first, second] = [codecPlugin("x", "bytes-bytes"), codecPlugin("x", "bytes-bytes")];
    registerShared(first);
    registry.register(second);
    expect(registry.find("codec", "x")).toBe(second);
  });

  it("is one for two copies of core in a page", async () => {
    // @ts-expect-error the query makes a second instance of the module
    const copy = (await import("../../src/registry/registry.js?copy")) as { registry: typeof registry };
    expect(copy.registry).not.toBe(registry);
    const codec = codecPlugin("x", "bytes-bytes");
    copy.registry.register(codec);
    expect(registry.find("codec", "x")).toBe(codec);
  });

  it("holds data only, so that each copy brings its own functions", () => {
    registerShared(codecPlugin("x", "bytes-bytes"));
    const state = globals[shared] as object;
    expect(Object.keys(state)).toEqual(["api", "plugins"]);
    expect(Object.getPrototypeOf(state)).toBe(Object.prototype);
  });

  it("of another version is refused", () => {
    globals[shared] = { api: 2, plugins: [] };
    expect(() => registry.find("codec", "x")).toThrow(
      expect.objectContaining({
        code: "plugin-version",
        message:
          "The shared registry of this page has version 2, this copy of zarrkit speaks 1: load copies of one major version only.",
      }),
    );
  });
});

describe("a registry over another", () => {
  it("with a fallback: what the user registers wins over the preset, later too", () => {
    const preset = codecPlugin("gzip", "bytes-bytes");
    const users = createRegistry();
    const front = withFallback(users, preset);
    expect(front.find("codec", "gzip")).toBe(preset);
    const faster = codecPlugin("gzip", "bytes-bytes");
    users.register(faster);
    expect(front.find("codec", "gzip")).toBe(faster);
  });

  it("with a fallback: registering goes to the user's registry, never to the preset", () => {
    const users = createRegistry();
    const codec = codecPlugin("x", "bytes-bytes");
    withFallback(users).register(codec);
    expect(users.find("codec", "x")).toBe(codec);
  });

  it("with plugins of its own: they win, and the registry below is not changed", () => {
    const below = createRegistry(codecPlugin("x", "bytes-bytes"));
    const codec = codecPlugin("x", "bytes-bytes");
    const above = withPlugins(below, codec);
    expect(above.find("codec", "x")).toBe(codec);
    expect(below.find("codec", "x")).not.toBe(codec);
    above.register(codecPlugin("y", "bytes-bytes"));
    expect(below.find("codec", "y")).toBeUndefined();
    const later = codecPlugin("z", "bytes-bytes");
    below.register(later);
    expect(above.find("codec", "z")).toBe(later);
  });
});

describe("what is no plugin is refused", () => {
  it.each([
    ["a function that was not called", () => codecPlugin("x", "bytes-bytes")],
    ["null", null],
    ["undefined", undefined],
    ["a name", "zstd"],
    ["an object without load", { kind: "codec", api: 1, name: "x" }],
  ])("%s", (_, wrong) => {
    expect(() => createRegistry(wrong as never)).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringMatching(
          /^register\(\) takes plugins such as zstd\(\), found .*Was the function not called\?$/,
        ),
      }),
    );
  });

  it("nothing of a list is registered when one of it is refused", () => {
    const own = createRegistry();
    expect(() => own.register(codecPlugin("x", "bytes-bytes"), null as never)).toThrow();
    expect(own.find("codec", "x")).toBeUndefined();
  });

  it("a plugin for another version of the interface", () => {
    expect(() => createRegistry(wrongVersion)).toThrow(
      expect.objectContaining({
        code: "plugin-version",
        message:
          'Plugin "future" needs version 2 of the plugin interface, this core has 1: install versions that match.',
      }),
    );
  });

  it("a plugin for another version that a package registered by itself, when it is found", () => {
    registerShared(wrongVersion);
    expect(() => registry.find("codec", "future")).toThrow(expect.objectContaining({ code: "plugin-version" }));
    expect(registry.find("codec", "bytes")).toBeDefined();
  });
});
