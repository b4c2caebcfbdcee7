import { damaged, type Random } from "@zarrkit/fuzz";

/** Damage of which every checksum must tell: never another sound value in its place. */
export function damageBytes(bytes: Uint8Array, random: Random): Uint8Array {
  // Directories of archives and indexes of shards stand at the end.
  const tail = Math.max(0, bytes.length - (random(2) === 0 ? 64 : 400));
  if (random(3) > 0) return damaged(bytes, random);
  return concatenated(bytes.subarray(0, tail), damaged(bytes.subarray(tail), random));
}

/** Sound bytes in the wrong place: those of another value, twice its own, or none. */
export function misplaceBytes(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  const other = others[random(others.length)] ?? bytes;
  const results = [other.slice(), concatenated(bytes, bytes), concatenated(other, bytes), new Uint8Array(0)];
  return results[random(results.length)]!;
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array {
  const result = new Uint8Array(first.length + second.length);
  result.set(first);
  result.set(second, first.length);
  return result;
}
