/**
 * Random integers that a seed repeats: a counter whose steps are 2^32 over the golden ratio, mixed by the finalizer of
 * MurmurHash3, so that neighbouring seeds have nothing in common.
 * @typedef {(below: number) => number} Random from 0 up to, but not, `below`
 * @param {number} seed
 * @returns {Random}
 */
export function randomNumbers(seed) {
  let counter = mixed(seed);
  return (below) => {
    counter = (counter + 0x9e3779b9) | 0;
    return Math.floor(((mixed(counter) >>> 0) / 2 ** 32) * below);
  };
}

function mixed(number) {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
