/** MAX_SPLITS and MIN_BUFFERSIZE of c-blosc. */
const mostSplits = 16;
export const leastLength = 128;

/** Into how many streams, one per byte of an element, a full block is cut in a chunk whose blocks are not kept whole. */
export function splitsOf(typesize: number, blockLength: number): number {
  return typesize <= mostSplits && Math.floor(blockLength / typesize) >= leastLength ? typesize : 1;
}
