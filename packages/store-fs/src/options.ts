export interface FsOptions {
  /**
   * Whether a write resolves only when it would survive a power failure: value and directory are synced. Default false;
   * then `flush()` syncs what was written before it.
   */
  readonly fsync?: boolean;
  /** Symbolic links: followed wherever they lead (default), or refused with `access-denied` where they lead out of the root. */
  readonly links?: "follow" | "inside";
  /** Milliseconds after which a lock that its owner left behind is taken away. Default 10,000. */
  readonly lockExpiry?: number;
}
