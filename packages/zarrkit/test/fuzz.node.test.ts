import { fuzz } from "@zarrkit/fuzz";
import { expect, it } from "vitest";
import { subject } from "./fuzz/stores.js";

it("answers truly or refuses plainly whatever a store holds, the same stores in every run", async () => {
  await expect(fuzz(subject, { frames: 400, seed: 1 })).resolves.toBeUndefined();
});

it("and stores by chance", async () => {
  // What fails names its seed.
  const seed = Math.floor(Math.random() * 2 ** 32);
  await expect(fuzz(subject, { frames: 150, seed })).resolves.toBeUndefined();
});
