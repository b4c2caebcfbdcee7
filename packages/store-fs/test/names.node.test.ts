import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { directoryOf, fileOf } from "../src/file-name.js";
import { fs } from "../src/index.js";
import { pathOf } from "../src/location.js";
import { fsStore } from "../src/store.js";
import { bytesOf, emptyFolder } from "./folder.js";

describe("the file of a key", () => {
  it("lies below the root, its names taken literally", () => {
    expect(fileOf("/data", "a/b c/100%", "linux")).toBe("/data/a/b c/100%");
    expect(fileOf("/data", "%2e%2e/%2fetc", "linux")).toBe("/data/%2e%2e/%2fetc");
    expect(fileOf("/data", "a\\b/c:d", "linux")).toBe("/data/a\\b/c:d");
    expect(fileOf("", "a/b", "linux")).toBe("/a/b");
    expect(fileOf("C:\\data", "c/0/1", "win32")).toBe("C:\\data\\c\\0\\1");
    expect(directoryOf("/data", "", "linux")).toBe("/data");
    expect(directoryOf("/data", "a/b/", "linux")).toBe("/data/a/b");
  });

  it.each(["..", "../x", "a/../../x", "/etc/passwd", "//etc", "a//b", "a/", ".", "a/./b", "", "a\0", "a/b\0.txt"])(
    "is refused for %j",
    (key) => {
      expect(() => fileOf("/data", key, "linux")).toThrow(/is no key/);
    },
  );

  it.each(["a\\..\\..\\x", "C:/x", "a:stream", "nul", "NUL.txt", "com1", "LPT¹", "a.", "a /b", "a?", "a\u0001"])(
    "is refused for %j on Windows, which would read it as something else",
    (key) => {
      expect(() => fileOf("C:\\data", key, "win32")).toThrow(/cannot be a file name on Windows/);
    },
  );

  it.each(["console", "nullable", "com10", "a.b", "...a", "auxiliary.txt"])(
    "is no problem for %j on Windows",
    (key) => {
      expect(fileOf("C:\\data", key, "win32")).toBe(`C:\\data\\${key}`);
    },
  );
});

describe("a location", () => {
  it("is a file URL or a plain path, which is never decoded", () => {
    expect(pathOf("file:///data/a%20b.zarr")).toBe("/data/a b.zarr");
    expect(pathOf("file://localhost/data")).toBe("/data");
    expect(pathOf("/data/100%.zarr")).toBe("/data/100%.zarr");
    expect(pathOf("/data/a#b?c")).toBe("/data/a#b?c");
    expect(pathOf("./a.zarr")).toBe(join(process.cwd(), "a.zarr"));
    expect(pathOf("a/../b.zarr/")).toBe(join(process.cwd(), "b.zarr"));
  });

  it.each(["file:///a#b", "file:///a?b=c", "file:///a%2Fb", "file:///a%00b", "file://host/share", "", "a\0b"])(
    "%j is refused",
    (url) => {
      expect(() => pathOf(url)).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    },
  );
});

describe("a URL that is opened", () => {
  const open = async (url: string) => (await fs().load()).open(url);

  it("is the store of that directory, or a value in the store of its directory", async () => {
    const folder = await emptyFolder();
    await fsStore(folder).set("a.zarr/zarr.json", bytesOf(1, 3));
    const location = (path: string) => `${pathToFileURL(join(folder, path)).href}/`;
    expect(await open(join(folder, "a.zarr"))).toMatchObject({
      path: "",
      store: { traits: { location: location("a.zarr") } },
    });
    expect(await open(location("a.zarr"))).toMatchObject({
      path: "",
      store: { traits: { location: location("a.zarr") } },
    });
    const value = await open(join(folder, "a.zarr/zarr.json"));
    expect(value).toMatchObject({ path: "zarr.json", store: { traits: { location: location("a.zarr") } } });
  });

  it("may name what is not there yet", async () => {
    const folder = await emptyFolder();
    const { store, path } = await open(join(folder, "new/b.zarr"));
    expect(path).toBe("");
    expect(await (store as ReturnType<typeof fsStore>).get("zarr.json")).toBeUndefined();
    await (store as ReturnType<typeof fsStore>).set("zarr.json", bytesOf(1, 3));
    expect(await fsStore(folder).get("new/b.zarr/zarr.json")).toEqual(bytesOf(1, 3));
  });

  it("may be the root of the file system", async () => {
    const folder = await emptyFolder();
    await fsStore(folder).set("a", bytesOf(1, 3));
    expect(await fsStore("/").get(`${folder.slice(1)}/a`)).toEqual(bytesOf(1, 3));
    expect(fsStore("/").traits.location).toBe("file:///");
  });
});
