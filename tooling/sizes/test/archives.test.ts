import { describe, expect, it } from "vitest";
import { bundle } from "../bundle.mjs";

describe("a page loads first, of store-zip,", () => {
  it.each([
    ["to read an archive", "zipStore", "/store", 9500],
    ["to read and write one in a file", "openArchive", "/archive", 11_800],
    ["to write one as a stream", "zipStream", "/stream", 4500],
  ])("%s, with %s", async (_, name, entry, most) => {
    const page = await bundle(`import { ${name} } from "@zarrkit/store-zip${entry}";\nconsole.log(${name}(location));`);
    expect(page.entry).toBeLessThanOrEqual(most);
    // What inflates, deflates and searches damaged archives is loaded when it is needed; Node's own code never.
    const rare = /engines\/dist\/(inflate|deflate\.)|fflate|search-directory|file-sink/;
    expect(page.sources.filter((path) => rare.test(path))).toEqual([]);
  });
});
