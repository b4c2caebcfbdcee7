/**
 * Filters over little-endian numbers. Each takes a source and as long a destination, and answers the bytes written;
 * `packBits` and `unpackBits` have destinations of an eighth and of eight times the length.
 */
export { packBits, unpackBits } from "./filters/bits";
export { differences } from "./filters/differences";
export { roundDoubles, roundFloats } from "./filters/rounding";
export { scaleFloats, unscaleFloats } from "./filters/scaling";
export { sums } from "./filters/sums";
