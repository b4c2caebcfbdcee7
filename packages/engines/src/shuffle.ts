export { bitShuffle, bitUnshuffle } from "./bit-shuffle.js";
export { shuffle, unshuffle } from "./byte-shuffle.js";
export { loadShuffles, type Shuffle, type Shuffles } from "./shuffle-engine.js";
