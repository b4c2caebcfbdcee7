import { fuzz } from "@zarrkit/fuzz";
import { it } from "vitest";
import { subject } from "./fuzz/zstd.js";

it("zstd gives one answer to random frames with and without WebAssembly", { timeout: 60_000 }, async () => {
  await fuzz(subject, { frames: 10_000, seed: 1 });
});
