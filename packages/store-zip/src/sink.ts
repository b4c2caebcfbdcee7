import type { Bytes } from "@zarrkit/plugin-api";

/**
 * A file that an archive is kept in and written to at positions. Whoever makes one holds it alone: a second for the same
 * file is refused with `conflict`. Bytes handed to `write` stay the caller's.
 */
export interface Sink {
  /** The file, in messages. */
  readonly name: string;
  /** True where what was written since the last `flush` appears at once or not at all. */
  readonly isAtomic?: boolean;
  size(): Promise<number>;
  /** The bytes at a position, fewer only where the file ends. */
  read(position: number, length: number): Promise<Bytes>;
  /** Writes at a position, at most at the end of the file. */
  write(bytes: Bytes, position: number): Promise<void>;
  truncate(size: number): Promise<void>;
  /** Resolves when everything written before is durable. */
  flush(): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
  /** Puts another file in its place, in one step; until then, and if `fill` rejects, it stays as it is and can be read. */
  replace?(fill: (write: Sink["write"]) => Promise<void>): Promise<void>;
}
