import { randomNumbers } from "@zarrkit/fuzz";
import { isZarrError } from "@zarrkit/plugin-api";
import { type NdArray, openArray } from "../../src/node.js";
import { elementTexts, limits, placesOf, print, registryOf, type Target } from "./read.js";
import { checkRefusal } from "./refusal.js";

/**
 * Writes one element of the first array that can be read, and throws unless it is read again and all others stay as they
 * were; or unless the refusal leaves every stored value as it was.
 */
export async function writeOne(target: Target, seed: number): Promise<void> {
  const { specimen, values } = target;
  const random = randomNumbers(seed);
  const registry = registryOf(target);
  const read = async (path: string): Promise<NdArray | undefined> => {
    const array = await openArray("specimen:", { registry, limits, ...(path && { path }) });
    const count = array.shape.reduce((product, length) => product * length, 1);
    return count > 0 && count <= 4096 ? array.get() : undefined;
  };
  for (const path of specimen.arrays) {
    const [before] = await Promise.allSettled([read(path)]);
    if (before.status === "rejected" || !before.value) continue;
    const whole = before.value;
    const array = await openArray("specimen:", { registry, limits, ...(path && { path }) });
    const [to, from] = [0, 0].map(() => array.shape.map((length) => random(length)));
    const value = whole.at(...from!);
    const stored = new Map([...values].map(([key, bytes]) => [key, bytes.slice()]));
    try {
      await array.set(to!, value as never);
    } catch (error) {
      if (!isZarrError(error, "invalid-argument")) checkRefusal(error, placesOf(target));
      checkSame(stored, values);
      continue;
    }
    if (specimen.lossless === false || !isExact(array.parts.metadata.codecs)) continue;
    const after = (await read(path))!;
    const [found, wanted] = [print(after.at(...to!)), print(value)];
    if (found !== wanted) throw new Error(`"${path}" [${to}]: ${wanted} was written, ${found} is read`);
    const position = to!.reduce((sum, index, axis) => sum * array.shape[axis]! + index, 0);
    const others = (all: NdArray) =>
      elementTexts(all)
        .filter((_, i) => i !== position)
        .join();
    if (others(after) !== others(whole)) throw new Error(`"${path}" [${to}]: writing changed other elements`);
  }
}

/** Codecs that keep less than they are given. */
const lossy = ["quantize", "bitround", "fixedscaleoffset", "astype", "scale_offset", "cast_value", "categorize"];

function isExact(codecs: readonly { readonly extension: unknown }[]): boolean {
  return !lossy.some((name) => JSON.stringify(codecs.map(({ extension }) => extension)).includes(name));
}

function checkSame(before: ReadonlyMap<string, Uint8Array>, after: ReadonlyMap<string, Uint8Array>): void {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changed = keys.filter((key) => before.get(key)?.join() !== after.get(key)?.join());
  if (changed.length > 0) throw new Error(`a write that failed changed ${changed.join(", ")}`);
}
