/** xz's delta filter undone in place: each byte was stored as the difference from the one `distance` before it. */
export function undoDelta(bytes: Uint8Array, distance: number): void {
  for (let at = distance; at < bytes.length; at++) bytes[at]! += bytes[at - distance]!;
}

/** The filter itself, into fresh memory. */
export function delta(bytes: Uint8Array, distance: number): Uint8Array {
  return bytes.map((byte, at) => (at < distance ? byte : byte - bytes[at - distance]!));
}
