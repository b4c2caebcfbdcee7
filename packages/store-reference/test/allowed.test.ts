import { describe, expect, it } from "vitest";
import { allowing } from "../src/allowed.js";
import { referenceStore } from "../src/store.js";
import { documentOf, type Files, fileStore, network, text } from "./files.js";

const allowed = (check: (target: string) => void, target: string) => {
  try {
    check(target);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "access-denied" });
    return false;
  }
};

describe("what may be read", () => {
  it.each([
    ["https://h.org/deep/er/", "https://h.org/else/x.nc", true],
    ["https://h.org/deep/er/", "https://H.ORG:443/x.nc", true],
    ["https://h.org/deep/er/", "http://h.org/x.nc", false],
    ["https://h.org/deep/er/", "https://h.org:8443/x.nc", false],
    ["https://h.org/deep/er/", "https://h.org.evil.net/x.nc", false],
    ["https://h.org/deep/er/", "https://h.org@evil.net/x.nc", false],
    ["https://h.org/deep/er/", "https://user:pass@h.org/x.nc", false],
    ["https://h.org/deep/er/", "file:///etc/passwd", false],
    ["https://h.org/deep/er/", "http://127.0.0.1/admin", false],
    ["https://h.org/deep/er/", "https:\\\\h.org\\x", false],
    ["https://h.org/deep/er/", "ht\ntps://h.org/x", false],
    ["https://h.org/deep/er/", "https://h.org/a.zip|zip:x", false],
    ["https://h.org/deep/er/", "relative.nc", false],
    ["s3://bucket/deep/", "s3://bucket/else/x.nc", true],
    ["s3://bucket/deep/", "s3://bucket-of-others/x.nc", false],
    ["file:///data/deep/", "file:///data/deep/x.nc", true],
    ["file:///data/deep/", "file:///data/x.nc", false],
    ["file:///data/deep/", "file:///data/deeper/x.nc", false],
    ["file:///data/deep/", "file:///data/deep/../x.nc", false],
    ["file:///data/deep/", "file:///data/deep/%2e%2e/x.nc", false],
    ["file:///data/deep/", "file:///data/deep/.%2E/x.nc", false],
  ])("of a document in %s: %s, %s", (home, target, expected) => {
    expect(allowed(allowing(home, []), target)).toBe(expected);
  });

  it.each([
    ["https://h.org", "https://h.org/any/x.nc", true],
    ["https://h.org/data", "https://h.org/data/x.nc", true],
    ["https://h.org/data", "https://h.org/data", true],
    ["https://h.org/data", "https://h.org/database/x.nc", false],
    ["https://h.org/data/", "https://h.org/data/../x.nc", false],
    ["s3://bucket/a/", "s3://bucket/a/x.nc?versionId=1", true],
    // As one store reads it this is below; another takes names as they are.
    ["s3://bucket/a/", "s3://bucket/x/../a/x.nc", false],
    ["s3:", "s3://any/x.nc", true],
    ["s3://", "s3://any/x.nc", true],
    ["s3:", "s4://any/x.nc", false],
    ["memory:", "memory://x/y", true],
    ["file:///data", "file:///data/x.nc", true],
  ])("where %s is allowed: %s, %s", (allow, target, expected) => {
    expect(allowed(allowing(undefined, [allow]), target)).toBe(expected);
  });

  it("is not decided by what is no beginning of a URL", () => {
    expect(() => allowing(undefined, ["h.org/data"])).toThrow('"h.org/data" is no beginning of a URL');
  });

  it("is told by an error that names the option, without what may be secret", async () => {
    const refs = { a: ["https://else.org/deep/x.nc?token=secret", 0, 1], b: ["/etc/passwd"], c: ["../../etc/passwd"] };
    const store = await documentOf(refs);
    await expect(store.get("a")).rejects.toMatchObject({
      code: "access-denied",
      message:
        'a: A reference points to "https://else.org/deep/x.nc?…", which is outside of what may be read: https://lab.org/. If you trust the document, open it with reference({ allow: ["https://else.org/"] }).',
      fields: { key: "a", url: '"https://else.org/deep/x.nc?…"' },
    });
    await expect(store.get("b")).rejects.toThrow('reference({ allow: ["file:///etc/"] })');
  });

  it("asks nobody for what it refuses", async () => {
    const tools = network({});
    const place = { store: fileStore(new Map([["r.json", text({ a: ["http://10.0.0.1/x"] })]])), path: "r.json" };
    const store = await referenceStore(place, tools);
    await expect(store.get("a")).rejects.toThrow("none besides files beside the document");
    expect(tools.asked).toEqual([]);
  });
});

describe("targets", () => {
  const files: Files = new Map(["x", "deep/x", "deep/er/x", "deep/a b#c/100%"].map((key) => [key, text(`at ${key}`)]));
  const open = (target: string, location: string | undefined, path: string, allow: string[] = []) => {
    const all = new Map([...files, [path, text({ a: [target] })]]);
    const tools = network({ "https://lab.org": files, "gs://b": files, "file://": files, "s3://b": files });
    return referenceStore({ store: fileStore(all, location), path }, tools, { allow });
  };

  it.each<[string, string | undefined, string, string | RegExp]>([
    ["x", "https://lab.org/", "deep/refs.json", "at deep/x"],
    ["x", undefined, "deep/refs.json", "at deep/x"],
    ["./er/x", undefined, "deep/refs.json", "at deep/er/x"],
    ["er/../x", undefined, "deep/refs.json", "at deep/x"],
    ["a b#c/100%", undefined, "deep/refs.json", "at deep/a b#c/100%"],
    ["../x", "https://lab.org/", "deep/refs.json", "at x"],
    ["../x", undefined, "deep/refs.json", "at x"],
    ["../../deep/x", "https://lab.org/deep/er/", "refs.json", "at deep/x"],
    ["../x", "file:///deep/", "refs.json", /outside of what may be read/],
    ["../x", undefined, "refs.json", /outside of the store that its document lies in/],
    ["../../../x", "https://lab.org/", "refs.json", "at x"],
    ["/deep/a b#c/100%", "file:///deep/", "refs.json", "at deep/a b#c/100%"],
    ["/x", "file:///deep/", "refs.json", /reference\(\{ allow: \["file:\/\/\/"\] \}\)/],
    ["gcs://b/x", "gs://b/deep/", "refs.json", "at x"],
    ["s3://b/", "s3://b/", "refs.json", /where there is no file/],
  ])("%s of a document in %s, %s", async (target, location, path, expected) => {
    const store = await open(target, location, path);
    if (typeof expected === "string") expect(new TextDecoder().decode(await store.get("a"))).toBe(expected);
    else await expect(store.get("a")).rejects.toThrow(expected);
  });

  it("are opened once, and again after an error", async () => {
    let fail = true;
    const asked: string[] = [];
    const { resolve } = network({ "https://lab.org": files });
    const tools = {
      resolve: async (url: string) => {
        asked.push(url);
        if (fail) throw new Error("down");
        return resolve(url);
      },
    };
    const refs = { a: ["https://lab.org/x", 0, 1], b: ["https://lab.org/x", 1, 1] };
    const place = { store: fileStore(new Map([["r.json", text(refs)]]), "https://lab.org/"), path: "r.json" };
    const store = await referenceStore(place, tools);
    await expect(store.get("a")).rejects.toThrow("down");
    fail = false;
    await Promise.all([store.get("a"), store.get("b"), store.get("a")]);
    expect(asked).toEqual(["https://lab.org/x", "https://lab.org/x"]);
  });
});
