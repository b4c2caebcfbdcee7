import { describe, expect, it } from "vitest";
import { bundle } from "../bundle.mjs";

/** A page that does nothing but make a store of another. */
const layered = (name: string, from: string) =>
  `import { ${name} } from "@zarrkit/store-layers${from}";\nconsole.log(${name}({ get: fetch }, { base: {} }));`;

describe("a layer weighs what it does, whichever entry it comes from:", () => {
  it.each([
    ["readOnly", "/read-only", 350],
    ["prefix", "/prefix", 1000],
    ["trace", "/trace", 1000],
    ["retry", "/retry", 1100],
    ["cache", "/cache", 2300],
    ["overlay", "/overlay", 2500],
    ["persistentCache", "/persistent-cache", 7300],
  ])("%s", async (name, from, most) => {
    const alone = await bundle(layered(name, from));
    expect(alone.entry).toBeLessThanOrEqual(most);
    expect(alone.total).toBe(alone.entry);
    // A bundler may name things in another order, which changes a byte or two.
    expect(Math.abs((await bundle(layered(name, ""))).entry - alone.entry)).toBeLessThan(20);
  });
});

describe("a page that reads from S3 without credentials", () => {
  const page = 'import { s3Store } from "@zarrkit/store-s3/store";\ns3Store(location.hash).get("a").then(console.log);';

  it("loads at most 10 kB; signing, listing and writing are chunks of their own", async () => {
    const { entry, total, sources, text } = await bundle(page);
    expect(entry).toBeLessThanOrEqual(10_000);
    expect(total).toBeLessThanOrEqual(16_500);
    expect(text).toContain("AWS4-HMAC-SHA256");
    expect(sources.filter((path) => /aws4fetch|store-s3\/dist\/(sign|list|write|remove|md5)/.test(path))).toEqual([]);
  });
});

describe("a page that keeps data in the browser loads at most 4.5 kB for it:", () => {
  it.each([
    ["indexeddbStore", "@zarrkit/store-indexeddb/store"],
    ["opfsStore", "@zarrkit/store-opfs/store"],
  ])("%s", async (name, from) => {
    const page = `import { ${name} } from "${from}";\n${name}("a").get("b").then(console.log);`;
    expect((await bundle(page)).total).toBeLessThanOrEqual(4500);
  });
});

describe("a page that reads references", () => {
  const page =
    'import { referenceStore } from "@zarrkit/store-reference/store";\nreferenceStore(location.hash).then(console.log);';

  it("loads at most 6.5 kB; what expands templates and what reads Parquet are chunks of their own", async () => {
    const { entry, sources } = await bundle(page);
    expect(entry).toBeLessThanOrEqual(6500);
    expect(
      sources.filter((path) => /hyparquet|store-reference\/dist\/(parquet|generate|expression)/.test(path)),
    ).toEqual([]);
  });
});
