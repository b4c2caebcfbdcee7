import { expect, it } from "vitest";
import { damaged, fuzz, randomNumbers } from "../fuzz.mjs";

it("names the seed of the attempt that failed, which fails again alone", async () => {
  const load = async () => (random: (below: number) => number) => {
    if (random(50) === 7) throw new Error("the roads differ");
  };
  const failure = (frames: number, seed: number) => fuzz({ name: "sevens", sources: [], load }, { frames, seed });
  const { message } = await failure(10_000, 3).then(
    () => new Error("nothing failed"),
    (error: Error) => error,
  );
  const [, seed] = /^sevens, seed (\d+): the roads differ$/.exec(message)!;
  await expect(failure(1, Number(seed))).rejects.toThrow(message);
  await expect(failure(0, Number(seed))).resolves.toBeUndefined();
});

it("waits for attempts that take time, and goes on after those that fail where it is told to", async () => {
  const made: number[] = [];
  const load = async () => async (random: (below: number) => number) => {
    await Promise.resolve();
    if (random(2) === 1) throw new Error("no");
  };
  const failures: string[] = [];
  const subject = { name: "coins", sources: [], load };
  await fuzz(subject, {
    frames: 40,
    seed: 5,
    onFrame: (seed: number) => made.push(seed),
    onFailure: ({ message }: Error) => failures.push(message),
  });
  expect(made).toEqual(Array.from({ length: 40 }, (_, i) => 5 + i));
  expect(failures.length).toBeGreaterThan(5);
  expect(failures.length).toBeLessThan(35);
  expect(failures[0]).toMatch(/^coins, seed \d+: no$/);
  await expect(fuzz(subject, { frames: 40, seed: 5 })).rejects.toThrow(failures[0]!);
});

it("damages a copy, differently for every seed and alike for the same", () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
  const results = Array.from({ length: 200 }, (_, seed) => damaged(bytes, randomNumbers(seed)));
  expect(bytes).toEqual(Uint8Array.from({ length: 100 }, (_, i) => i));
  expect(damaged(bytes, randomNumbers(5))).toEqual(results[5]);
  expect(new Set(results.map((result) => result.join())).size).toBeGreaterThan(180);
  expect(results.some((result) => result.length < 100)).toBe(true);
  expect(results.some((result) => result.length > 100)).toBe(true);
  expect(damaged(new Uint8Array(0), randomNumbers(1)).length).toBeLessThan(100);
});
