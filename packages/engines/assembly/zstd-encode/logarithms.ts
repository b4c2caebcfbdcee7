import { area, logarithms } from "./area";

/** A bit, in the unit that bits are counted in where tables are weighed against each other. */
export const wholeBit: u32 = 4096;

const most: u32 = 256;

/** The logarithm to base 2 of each number up to 256, by the same products as the plain encoder's. */
export function fillLogarithms(): void {
  for (let number: u32 = 1; number <= most; number++) {
    let result: u32 = 31 - clz(number);
    let rest = <f64>number / <f64>(1 << result);
    for (let unit = wholeBit; unit > 1; unit >>= 1) {
      rest *= rest;
      result <<= 1;
      if (rest < 2) continue;
      rest /= 2;
      result++;
    }
    store<u32>(area + logarithms + 4 * number, result);
  }
}

@inline
export function logarithm(number: u32): u32 {
  return load<u32>(area + logarithms + 4 * number);
}
