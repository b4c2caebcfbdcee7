/** How an array is cut into chunks, one axis at a time, and how a chunk's key is spelled. */
export interface GridAxis {
  /** How many chunks the axis has (those that hold elements of the array). */
  readonly count: number;
  /** The chunk that holds this element. */
  find(index: number): number;
  /** First element of a chunk. */
  start(chunk: number): number;
  /** Elements along the axis as stored: edge chunks are stored full size. */
  size(chunk: number): number;
}

export interface ChunkGrid {
  readonly name: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly axes: readonly GridAxis[];
  /** The one chunk shape, where every chunk has it. */
  readonly chunkShape: readonly number[] | undefined;
}

export interface ChunkKeyEncoding {
  readonly name: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** The key below the array's path: "c/0/1", "0.1". */
  encode(position: readonly number[]): string;
}
