import { fuzz } from "@zarrkit/fuzz";
import { expect, it } from "vitest";
import { subject } from "./fuzz/blosc.js";

it("gives the same answer or refusal with engines and without, for the same frames in every run", async () => {
  await expect(fuzz(subject, { frames: 2000, seed: 1 })).resolves.toBeUndefined();
});

it("and for frames by chance", async () => {
  // What fails names its seed.
  const seed = Math.floor(Math.random() * 2 ** 32);
  await expect(fuzz(subject, { frames: 2000, seed })).resolves.toBeUndefined();
});
