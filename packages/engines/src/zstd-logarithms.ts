/** A bit, in the unit that bits are counted in where tables are weighed against each other. */
export const wholeBit = 4096;

const most = 256;
let logarithms: Uint32Array | undefined;

/**
 * The logarithm to base 2 of each number from 1 to 256, in those units. From products alone, which every machine rounds
 * alike: `Math.log2` may differ by its last bit, and then two encoders would choose two tables.
 */
export function zstdLogarithms(): Uint32Array {
  logarithms ??= Uint32Array.from({ length: most + 1 }, (_, number) => (number === 0 ? 0 : logarithm(number)));
  return logarithms;
}

function logarithm(number: number): number {
  let result = 31 - Math.clz32(number);
  let rest = number / 2 ** result;
  for (let unit = wholeBit; unit > 1; unit /= 2) {
    rest *= rest;
    result *= 2;
    if (rest < 2) continue;
    rest /= 2;
    result++;
  }
  return result;
}
