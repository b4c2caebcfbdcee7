export { bitShuffle, bitUnshuffle } from "./bit-shuffle.js";
export { shuffle, unshuffle } from "./byte-shuffle.js";
