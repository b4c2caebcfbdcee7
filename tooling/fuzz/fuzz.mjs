import { randomNumbers } from "./random.mjs";

export { damaged } from "./damage.mjs";
export { randomNumbers } from "./random.mjs";

/** @typedef {import("./random.mjs").Random} Random */

/**
 * What is fuzzed: a function with two roads, such as an engine in WebAssembly and in plain TypeScript.
 * @typedef {object} Subject
 * @property {string} name
 * @property {string} [engine] whose branches in assembly/ are counted
 * @property {readonly string[]} sources of the package, in src/, whose branches are counted
 * @property {() => Promise<Attempt>} load
 */

/**
 * Makes one frame by chance, most of them damaged, hands it to both roads, and throws when they differ.
 * @typedef {(random: Random) => void} Attempt
 */

/**
 * Makes that many attempts. Each has a seed of its own, which the error names, so that one that fails is repeated alone:
 * `frames: 1` with that seed.
 * @param {Subject} subject
 * @param {{ frames: number, seed: number }} options
 */
export async function fuzz(subject, { frames, seed }) {
  const attempt = await subject.load();
  for (let frame = 0; frame < frames; frame++) {
    try {
      attempt(randomNumbers(seed + frame));
    } catch (error) {
      throw new Error(`${subject.name}, seed ${seed + frame}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
}
