/**
 * Random numbers that are the same in every run: a linear congruential generator of 32 bits, with the constants of Numerical
 * Recipes.
 * @param {number} seed
 */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  /** From 0 up to, but not, 1. */
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  /** Of mean 0 and variance 1 (Box and Muller). */
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, gaussian };
}
