import { type AdapterPlugin, type OpenTools, type Place, registerShared } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { createRegistry, registry as sharedRegistry } from "../../src/registry/registry.js";
import { resolveUrl } from "../../src/registry/resolve-url.js";
import { adapterPlugin, storePlugin } from "../doubles/plugins.js";

describe("the scheme of a URL chooses the store", () => {
  const web = storePlugin("web", ["http", "https"]);
  const files = storePlugin("files", ["file", ""]);
  const registry = createRegistry(web, files);
  const storeOf = async (url: string) => {
    web.opened.length = files.opened.length = 0;
    const { path } = await resolveUrl(url, registry);
    expect([...web.opened, ...files.opened]).toEqual([path]);
    return [web.opened.length === 1 ? "web" : "files", path];
  };

  it.each([
    ["https://h/a.zarr", "web"],
    ["http://h/a.zarr?token=1&x=a:b", "web"],
    ["HTTPS://h/a.zarr", "web"],
    ["file:///data/a.zarr", "files"],
    ["./a.zarr", "files"],
    ["a/b:c", "files"],
    ["/data/a.zarr", "files"],
    ["C:\\data\\a.zarr", "files"],
    ["c:/data/a.zarr", "files"],
  ])("%s", async (url, expected) => {
    expect(await storeOf(url)).toEqual([expected, url]);
  });

  it("the newest store of a scheme is taken", async () => {
    const newer = storePlugin("newer", ["https"]);
    const own = createRegistry(web, newer);
    await resolveUrl("https://h/a", own);
    expect(newer.opened).toEqual(["https://h/a"]);
  });

  it("memory: needs no package", async () => {
    expect(await resolveUrl("memory://resolve-url/a/b", createRegistry())).toMatchObject({ path: "a/b" });
  });

  it("a scheme that nothing answers to says what to install", async () => {
    await expect(resolveUrl("gopher://h/a", createRegistry())).rejects.toMatchObject({
      code: "missing-store",
      message: expect.stringContaining('gopher://h/a: no store for "gopher:" is registered.'),
    });
  });

  it("a store for another version of the interface is refused", async () => {
    registerShared({ ...storePlugin("future", ["future"]), api: 2 as 1 });
    await expect(resolveUrl("future://x", sharedRegistry)).rejects.toMatchObject({ code: "plugin-version" });
    delete (globalThis as Record<symbol, unknown>)[Symbol.for("zarrkit.registry")];
  });

  it("an empty URL is refused", async () => {
    await expect(resolveUrl("", createRegistry())).rejects.toMatchObject({
      code: "invalid-argument",
      message: "An empty URL names nothing: give a URL or a path.",
    });
  });
});

describe("adapters open what lies inside a value", () => {
  const web = storePlugin("web", ["https"]);
  const registry = createRegistry(web, adapterPlugin("zip", [".zip", ".ozx"]), adapterPlugin("reference", [".json"]));
  const pathOf = async (url: string) => (await resolveUrl(url, registry)).path;

  it("by name, with a path behind the colon or none", async () => {
    expect(await pathOf("https://h/a.bin|zip:inner/b")).toBe("zip(https://h/a.bin)inner/b");
    expect(await pathOf("https://h/a.bin|zip:")).toBe("zip(https://h/a.bin)");
    expect(await pathOf("https://h/a.bin|zip")).toBe("zip(https://h/a.bin)");
    expect(await pathOf("https://h/a.bin|zip:a:b")).toBe("zip(https://h/a.bin)a:b");
  });

  it("one inside the other, from the left", async () => {
    expect(await pathOf("https://h/a|zip:b.json|reference:c")).toBe("reference(zip(https://h/a)b.json)c");
  });

  it("by the ending of the root's path, whatever its query", async () => {
    expect(await pathOf("https://h/a.zip")).toBe("zip(https://h/a.zip)");
    expect(await pathOf("https://h/a.ozx/")).toBe("zip(https://h/a.ozx/)");
    expect(await pathOf("https://h/a.zip?token=x#y")).toBe("zip(https://h/a.zip?token=x#y)");
    expect(await pathOf("https://h/refs.json")).toBe("reference(https://h/refs.json)");
    expect(await pathOf("https://h/a?file=.zip")).toBe("https://h/a?file=.zip");
    expect(await pathOf("https://h/a.zip/b")).toBe("https://h/a.zip/b");
  });

  it("a named adapter takes the place of the one that the ending would choose", async () => {
    expect(await pathOf("https://h/a.zip|reference:x")).toBe("reference(https://h/a.zip)x");
  });

  it("an adapter that nobody answers to is named", async () => {
    await expect(resolveUrl("https://h/a|tar:b", registry)).rejects.toMatchObject({
      code: "missing-store",
      message: expect.stringContaining('https://h/a|tar:b: no adapter "tar" is registered.'),
    });
    await expect(resolveUrl("https://h/a|zip:b", createRegistry(web))).rejects.toMatchObject({
      code: "missing-store",
      message: expect.stringContaining('no adapter "zip" is registered'),
    });
  });
});

describe("what openers are handed", () => {
  it("other URLs are resolved through the same registry, with the caller's signal", async () => {
    const { signal } = new AbortController();
    let tools: OpenTools | undefined;
    const following: AdapterPlugin = {
      kind: "adapter",
      api: 1,
      name: "following",
      load: async () => ({
        async open(_inner: Place, path: string, given: OpenTools) {
          tools = given;
          return given.resolve(path);
        },
      }),
    };
    const web = storePlugin("web", ["https"]);
    const place = await resolveUrl("https://h/a|following:https://other/b", createRegistry(web, following), { signal });
    expect(place.path).toBe("https://other/b");
    expect(web.opened).toEqual(["https://h/a", "https://other/b"]);
    expect(tools!.signal).toBe(signal);
  });
});
