/** Bytes a chunk should have: large enough that a request pays, small enough that a slice stays cheap (house measurements). */
const targetBytes = 2 ** 20;

/** A chunk shape for who names none: the array's own, its longest axis halved until a chunk fits about 1 MiB. */
export function automaticChunks(shape: readonly number[], itemSize: number): number[] {
  const chunks = shape.map((length) => Math.max(1, length));
  while (chunks.reduce((product, length) => product * length, itemSize) > targetBytes) {
    const longest = chunks.indexOf(Math.max(...chunks));
    if (chunks[longest] === 1) break;
    chunks[longest] = Math.ceil(chunks[longest]! / 2);
  }
  return chunks;
}
