import { field, type Origin, parseChoice, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";
import type { BloscCompressor } from "./index.js";

export type Shuffle = "noshuffle" | "shuffle" | "bitshuffle";

export interface BloscConfig {
  readonly cname: BloscCompressor;
  readonly clevel: number;
  /** "auto" is resolved when the size of an element is known. */
  readonly shuffle: Shuffle | "auto";
  /** `undefined`: the size of an element of the array. */
  readonly typesize: number | undefined;
  readonly blocksize: number;
}

const compressors = ["lz4", "lz4hc", "blosclz", "zstd", "snappy", "zlib"] as const;
/** numcodecs' numbers, in the order of `Blosc.NOSHUFFLE`, `SHUFFLE`, `BITSHUFFLE`; −1 is `AUTOSHUFFLE`. */
const numbered = ["noshuffle", "shuffle", "bitshuffle"] as const;
const known = ["cname", "clevel", "shuffle", "typesize", "blocksize"];
const mostInteger = 2 ** 31 - 1;

/** Whether this name and format spell the configuration as numcodecs does. */
export function isNumcodecs({ name, format }: Origin): boolean {
  return format === 2 || name.startsWith("numcodecs.");
}

/**
 * Zarr's own codec requires every field (`typesize` unless nothing is shuffled); numcodecs has defaults for all.
 */
export function parse(configuration: unknown, origin: Origin): BloscConfig {
  const { cname, clevel, shuffle, typesize, blocksize } = parseConfiguration(configuration, origin, known);
  const at = (name: string) => field(origin, name);
  if (isNumcodecs(origin)) {
    const number = parseInteger(shuffle, at("shuffle"), -1, 2, 1);
    return {
      cname: parseChoice(cname, at("cname"), compressors, "lz4"),
      clevel: parseInteger(clevel, at("clevel"), 0, 9, 5),
      shuffle: numbered[number] ?? "auto",
      typesize:
        typesize === undefined || typesize === null
          ? undefined
          : parseInteger(typesize, at("typesize"), 1, mostInteger),
      blocksize: parseInteger(blocksize, at("blocksize"), 0, mostInteger, 0),
    };
  }
  const mode = parseChoice(shuffle, at("shuffle"), [...numbered, "auto"]);
  const sizeless = typesize === "auto" || (typesize === undefined && mode === "noshuffle");
  return {
    cname: parseChoice(cname, at("cname"), compressors),
    clevel: parseInteger(clevel, at("clevel"), 0, 9),
    shuffle: mode,
    typesize: sizeless ? undefined : parseInteger(typesize, at("typesize"), 1, mostInteger),
    blocksize: parseInteger(blocksize, at("blocksize"), 0, mostInteger),
  };
}

export function resolveShuffle(shuffle: BloscConfig["shuffle"], typesize: number): Shuffle {
  return shuffle === "auto" ? (typesize === 1 ? "bitshuffle" : "shuffle") : shuffle;
}

export function shuffleNumber(shuffle: BloscConfig["shuffle"]): number {
  return shuffle === "auto" ? -1 : numbered.indexOf(shuffle);
}
