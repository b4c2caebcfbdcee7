import type { Bytes, Key } from "@zarrkit/plugin-api";

/** Bytes that say where they are: no two stretches of 8 are alike, and no compressor makes much of them. */
export function pattern(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed * 2_654_435_761;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** Values of every kind that an archive may hold. */
export const samples: readonly (readonly [Key, Bytes])[] = [
  ["a/zarr.json", new TextEncoder().encode('{"zarr_format":3,"node_type":"group"}')],
  ["zarr.json", new TextEncoder().encode('{"zarr_format":3,"node_type":"group"}')],
  ["a/c/0/0", pattern(3000)],
  ["a/c/0/1", new Uint8Array(200_000)],
  ["empty", new Uint8Array(0)],
  ["größe/長さ/🌍", pattern(10, 2)],
  ["a b%20c#d?e", pattern(70_000, 3)],
];
