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
 * @typedef {(random: Random) => void | Promise<void>} Attempt
 */

/**
 * Makes that many attempts. Each has a seed of its own, which the error names, so that one that fails is repeated alone:
 * `frames: 1` with that seed.
 * @param {Subject} subject
 * @param {object} options
 * @param {number} options.frames
 * @param {number} options.seed
 * @param {(seed: number) => void} [options.onFrame] hears of each attempt before it is made
 * @param {(failure: Error) => void} [options.onFailure] takes what would be thrown, and the next attempt is made
 */
export async function fuzz(subject, { frames, seed, onFrame, onFailure = raise }) {
  const attempt = await subject.load();
  for (let frame = 0; frame < frames; frame++) {
    onFrame?.(seed + frame);
    try {
      await attempt(randomNumbers(seed + frame));
    } catch (error) {
      const message = `${subject.name}, seed ${seed + frame}: ${error instanceof Error ? error.message : error}`;
      onFailure(new Error(message, { cause: error }));
    }
  }
}

function raise(/** @type {Error} */ failure) {
  throw failure;
}
