import { describe, expect, it } from "vitest";
import { http } from "../src/index.js";
import { httpStore } from "../src/store.js";

/** The addresses that a store over a root asks for. */
async function asked(root: string, ...keys: string[]): Promise<string[]> {
  const urls: string[] = [];
  const store = httpStore(root, {
    fetch: async (url) => {
      urls.push(url);
      return new Response(null, { status: 404 });
    },
  });
  for (const key of keys) await store.get(key);
  return urls;
}

describe("the address of a key", () => {
  it("is the root's with the key appended, whether the root ends in a slash or not", async () => {
    expect(await asked("https://h.test/a/b.zarr", "c/0", "zarr.json")).toEqual([
      "https://h.test/a/b.zarr/c/0",
      "https://h.test/a/b.zarr/zarr.json",
    ]);
    expect(await asked("https://h.test:8443/a/", "c/0")).toEqual(["https://h.test:8443/a/c/0"]);
    expect(await asked("https://h.test", "c/0")).toEqual(["https://h.test/c/0"]);
  });

  it("carries the root's query string", async () => {
    expect(await asked("https://h.test/a?token=x%2F1&v=2", "c/0")).toEqual(["https://h.test/a/c/0?token=x%2F1&v=2"]);
    expect(await asked("https://h.test/a/?q=a?b/c", "k")).toEqual(["https://h.test/a/k?q=a?b/c"]);
  });

  it("encodes each name, and leaves the root as it is", async () => {
    expect(await asked("https://h.test/r%20s/+,@:;=", "a#b", "a?b", "100%", "a b+c&d", "ö/長", "%2e%2e/x")).toEqual([
      "https://h.test/r%20s/+,@:;=/a%23b",
      "https://h.test/r%20s/+,@:;=/a%3Fb",
      "https://h.test/r%20s/+,@:;=/100%25",
      "https://h.test/r%20s/+,@:;=/a%20b%2Bc%26d",
      "https://h.test/r%20s/+,@:;=/%C3%B6/%E9%95%B7",
      "https://h.test/r%20s/+,@:;=/%252e%252e/x",
    ]);
  });

  it.each(["..", "../x", "a/../../x", "a//b", "/x", "x/", "", ".", "a/./b", "\ud800"])("refuses %j", async (key) => {
    await expect(asked("https://h.test/a", key)).rejects.toThrow(/is no key/);
  });
});

describe("a root", () => {
  it.each([
    ["https://h.test/a#b", /has a fragment, which servers never see: write "#" as %23/],
    [
      "https://user:secret@h.test/a",
      /The address https:\/\/…@h.test\/a holds credentials: send them with the option transformRequest/,
    ],
    ["ftp://h.test/a", /is no http or https URL/],
    ["http://", /is no http or https URL/],
  ])("%s is refused", (url, message) => {
    expect(() => httpStore(url)).toThrow(message);
  });
});

describe("a URL that is opened", () => {
  const open = async (url: string, plugin = http()) => {
    const { store, path } = await (await plugin.load()).open(url);
    return { path, traits: (store as ReturnType<typeof httpStore>).traits };
  };

  it.each([
    ["https://h.test/a/b.zarr", "https://h.test/a/", "b.zarr"],
    ["https://h.test/b.zip?token=x", "https://h.test/?token=x", "b.zip"],
    ["https://h.test/a/b%20c", "https://h.test/a/", "b c"],
    ["https://h.test/a/b.zarr/", "https://h.test/a/b.zarr/", ""],
    ["https://h.test", "https://h.test/", ""],
    ["https://h.test/a/b+c", "https://h.test/a/b+c/", ""],
    ["https://h.test/a/b%2Fc", "https://h.test/a/b%2Fc/", ""],
    ["https://h.test/a/%zz", "https://h.test/a/%zz/", ""],
  ])("%s is a name in a folder", async (url, location, path) => {
    const place = await open(url);
    expect(place.path).toBe(path);
    expect(place.traits).toMatchObject({ location });
  });

  it("has a location that another registry opens as the same folder", async () => {
    const { traits } = await open("https://h.test/a/b.zarr?token=x");
    const again = await open(String(traits.location));
    expect(again).toEqual({ path: "", traits });
  });

  it("has no location if its requests go through functions of this page", async () => {
    const { traits } = await open("https://h.test/a", http({ transformRequest: (request) => request }));
    expect(traits).not.toHaveProperty("location");
  });
});
