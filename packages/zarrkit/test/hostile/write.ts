import { randomNumbers } from "@zarrkit/fuzz";
import { isZarrError } from "@zarrkit/plugin-api";
import { type NdArray, openArray, type ZarrArray } from "../../src/node.js";
import { elementTexts, getSpelt, limits, mostElements, placesOf, print, registryOf, type Target } from "./read.js";
import { checkRefusal } from "./refusal.js";

/**
 * Writes one element of each array, and throws unless it is read again and all others stay as they were; or unless the refusal
 * leaves every stored value as it was.
 */
export async function writeOne(target: Target, seed: number): Promise<void> {
  const { specimen, values } = target;
  const random = randomNumbers(seed);
  const options = { registry: registryOf(target), limits };
  for (const path of specimen.arrays) {
    const open = () => openArray("specimen:", { ...options, ...(path && { path }) });
    const array = await unlessRefused(open);
    if (!array || array.shape.includes(0)) continue;
    const before = await readWhole(array);
    const [to, from] = [0, 0].map(() => array.shape.map((length) => random(length))) as [number[], number[]];
    // Of an array with a broken chunk another element may be had.
    const value = before ? before.at(...from) : await unlessRefused(() => array.at(from));
    if (value === undefined) continue;
    const stored = new Map([...values].map(([key, bytes]) => [key, bytes.slice()]));
    try {
      await array.set(to, value as never);
    } catch (error) {
      checkRefusal(error, placesOf(target));
      checkSame(stored, values);
      continue;
    }
    if (specimen.lossless === false || !isExact(array.codecs)) continue;
    const again = await open();
    const found = print(await again.at(to));
    if (found !== print(value)) throw new Error(`"${path}" [${to}]: ${print(value)} was written, ${found} is read`);
    if (!before) continue;
    const position = to.reduce((sum, index, axis) => sum * array.shape[axis]! + index, 0);
    const others = (all: NdArray) => elementTexts(all).toSpliced(position, 1).join();
    if (others((await readWhole(again))!) !== others(before)) {
      throw new Error(`"${path}" [${to}]: writing changed other elements`);
    }
  }
}

async function readWhole(array: ZarrArray): Promise<NdArray | undefined> {
  const count = array.shape.reduce((product, length) => product * length, 1);
  return count <= mostElements ? unlessRefused(() => getSpelt(array)) : undefined;
}

/** What reading refuses has been looked at before. */
function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  return read().catch((error: unknown) => {
    if (isZarrError(error)) return undefined;
    throw error;
  });
}

/** Codecs that keep less than they are given. */
const lossy = ["quantize", "bitround", "fixedscaleoffset", "astype", "scale_offset", "cast_value", "categorize"];

function isExact(codecs: ZarrArray["codecs"]): boolean {
  return !lossy.some((name) => print(codecs).includes(name));
}

function checkSame(before: ReadonlyMap<string, Uint8Array>, after: ReadonlyMap<string, Uint8Array>): void {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changed = keys.filter((key) => before.get(key)?.join() !== after.get(key)?.join());
  if (changed.length > 0) throw new Error(`a write that failed changed ${changed.join(", ")}`);
}
