export interface ZipOptions {
  /** Bytes that a compressed entry may decode to. Default 1 GiB. */
  readonly entryLimit?: number;
  /** Bytes that the directory of the archive may have. Default 256 MiB. */
  readonly directoryLimit?: number;
  /** Bytes that are searched, from the end, for the last complete directory of a damaged archive. Default 256 MiB. */
  readonly searchLimit?: number;
  /** Told what was found wrong with an archive that can still be read. Default: `console.warn`. */
  readonly onWarning?: (message: string) => void;
}

/** The options, every one with its value. */
export function withDefaults(options: ZipOptions): Required<ZipOptions> {
  return {
    entryLimit: options.entryLimit ?? 2 ** 30,
    directoryLimit: options.directoryLimit ?? 2 ** 28,
    searchLimit: options.searchLimit ?? 2 ** 28,
    onWarning: options.onWarning ?? ((message) => console.warn(message)),
  };
}
