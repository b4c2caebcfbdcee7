import { describe, expect, it } from "vitest";
import { plugins } from "../../catalogue/plugins.mjs";
import { bundle, oneFile } from "../bundle.mjs";
import { reading, readingWith } from "../cases.mjs";

const base = await bundle(reading);

it("opens and reads an uncompressed array over HTTP with at most 12 kB in one file", async () => {
  expect(await oneFile(reading)).toBeLessThanOrEqual(12_000);
});

// A bundler that splits adds its seams (decisions/0007).
it("loads at most 13.5 kB in at most 4 files where the bundler splits", () => {
  expect(base.entry).toBeLessThanOrEqual(13_500);
  expect(base.requests).toBeLessThanOrEqual(4);
});

it("keeps the catalogue of packages out of what loads first", () => {
  expect(base.sources.join()).toContain("packages/core/dist");
  expect(base.code).not.toContain("codec-zstd");
});

describe("each further plugin adds at most 250 bytes, its engine in a chunk of its own:", () => {
  it.each(plugins(new URL("../package.json", import.meta.url)))("$factory of $from", async (plugin) => {
    const more = await bundle(readingWith(plugin));
    expect(more.entry - base.entry).toBeLessThanOrEqual(250);
    expect(more.sources.filter((path) => !/(packages|test-utils)\/[\w-]+\/dist\//.test(path))).toEqual([]);
    // What is heavy is a chunk of its own; store-fs has nothing heavy for a page, and store-http is there already.
    if (more.total - base.total > 250) expect(more.chunks).toBeGreaterThan(base.chunks);
  });
});
