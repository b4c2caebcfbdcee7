/** Bytes a chunk should have: large enough that a request pays, small enough that a slice stays cheap (house measurements). */
const chunkBytes = 2 ** 20;

/** A chunk shape for who names none: the array's own, its longest axis halved until a chunk fits about 1 MiB. */
export function automaticChunks(shape: readonly number[], itemSize: number): number[] {
  const chunks = shape.map((length) => Math.max(1, length));
  while (chunks.reduce((product, length) => product * length, itemSize) > chunkBytes) {
    const longest = chunks.indexOf(Math.max(...chunks));
    if (chunks[longest] === 1) break;
    chunks[longest] = Math.ceil(chunks[longest]! / 2);
  }
  return chunks;
}

/** Bytes a shard may have: so many chunks to a value that there are few values, so few that rewriting one stays cheap. */
const shardBytes = 2 ** 26;

/** A shard shape for who leaves it to us: chunks doubled along the axis that has most of them, up to 64 MiB decoded. */
export function automaticShards(shape: readonly number[], chunks: readonly number[], itemSize: number): number[] {
  const shards = [...chunks];
  const bytes = () => shards.reduce((product, length) => product * length, itemSize);
  const counts = () => shape.map((length, axis) => length / shards[axis]!);
  while (bytes() * 2 <= shardBytes) {
    const most = counts().indexOf(Math.max(...counts()));
    if (!(counts()[most]! > 1)) break;
    shards[most] = shards[most]! * 2;
  }
  return shards;
}
