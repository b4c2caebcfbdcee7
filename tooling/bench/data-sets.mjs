import { randomNumbers } from "./random-numbers.mjs";

/** Pixels of a row, and of a side of the squares that hold one spot each. */
const width = 512;
const square = 64;

/** @typedef {{ elementSize: number, make(bytes: number): Uint8Array }} DataSet */

/**
 * Chunks as they occur, by data type: a smooth field with the noise of its instrument, an image of a microscope with shot
 * noise, sparse labels of what was segmented in it, and, for filters of bools, whether there is a label. The same bytes in
 * every run.
 * @type {Record<string, DataSet>}
 */
export const dataSets = {
  float32: { elementSize: 4, make: smoothField },
  uint16: { elementSize: 2, make: microscopy },
  int16: { elementSize: 2, make: labels },
  bool: { elementSize: 1, make: (bytes) => Uint8Array.from(new Int16Array(labels(2 * bytes).buffer), Math.sign) },
};

function smoothField(bytes) {
  const { gaussian } = randomNumbers(1);
  const values = new Float32Array(bytes / 4);
  for (let i = 0; i < values.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    values[i] = 280 + 15 * Math.sin(x / 90) * Math.cos(y / 130) + 0.05 * gaussian();
  }
  return new Uint8Array(values.buffer);
}

/** Counts of photons, whose variance is their mean, over a camera's offset of 100. */
function microscopy(bytes) {
  const { gaussian } = randomNumbers(2);
  const values = new Uint16Array(bytes / 2);
  eachPixel(values.length, 3, (i, distance, spot) => {
    const photons = 20 + 900 * spot.random * Math.exp(-((distance / spot.radius) ** 2));
    values[i] = Math.max(0, Math.round(100 + photons + Math.sqrt(photons) * gaussian()));
  });
  return new Uint8Array(values.buffer);
}

/** Discs, each of its own number, on zeros. */
function labels(bytes) {
  const values = new Int16Array(bytes / 2);
  eachPixel(values.length, 4, (i, distance, spot) => {
    values[i] = distance < spot.radius ? 1 + (spot.number % 32767) : 0;
  });
  return new Uint8Array(values.buffer);
}

/**
 * Calls back with each pixel, its distance from the spot of its square, and that spot.
 * @param {number} pixels
 * @param {number} seed
 * @param {(index: number, distance: number, spot: { number: number, random: number, radius: number }) => void} visit
 */
function eachPixel(pixels, seed, visit) {
  const { uniform } = randomNumbers(seed);
  const columns = width / square;
  const spots = Array.from({ length: columns * Math.ceil(pixels / width / square) }, (_, number) => ({
    number,
    random: uniform(),
    radius: 4 + 14 * uniform(),
    x: square * ((number % columns) + 0.3 + 0.4 * uniform()),
    y: square * (Math.floor(number / columns) + 0.3 + 0.4 * uniform()),
  }));
  for (let i = 0; i < pixels; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const spot = spots[Math.floor(y / square) * columns + Math.floor(x / square)];
    if (spot) visit(i, Math.hypot(x - spot.x, y - spot.y), spot);
  }
}
