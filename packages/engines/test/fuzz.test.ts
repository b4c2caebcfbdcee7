import { fuzz } from "@zarrkit/fuzz";
import { describe, expect, it } from "vitest";

const subjects = await Promise.all([
  import("./fuzz/lz4.js"),
  import("./fuzz/shuffle.js"),
  import("./fuzz/zstd-encode.js"),
]);

describe.each(subjects.map(({ subject }) => subject))("fuzzed: $name", (subject) => {
  it("gives the same answer or refusal on both roads, for the same frames in every run", async () => {
    await expect(fuzz(subject, { frames: 1500, seed: 1 })).resolves.toBeUndefined();
  });

  it("and for frames by chance", async () => {
    // What fails names its seed.
    const seed = Math.floor(Math.random() * 2 ** 32);
    await expect(fuzz(subject, { frames: 1500, seed })).resolves.toBeUndefined();
  });
});
