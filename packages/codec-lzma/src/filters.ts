import { filterNumber, type LzmaEffort, type LzmaFilters, machineCodeFilters } from "@zarrkit/engines/lzma";
import { invalid, isObject, parseInteger, parseObject, show, ZarrError } from "@zarrkit/plugin-api";

/** LZMA1, whose number is beyond 2^53: as JSON it may have been read as the nearest double. */
const lzma1 = 0x4000000000000001n;
const lzma1AsDouble = 2 ** 62;

/** By preset, as xz has them: log2 of the dictionary's size. */
const dictionaryBits = [18, 20, 21, 22, 22, 23, 23, 24, 25, 26];
/** By preset: how many earlier places are tried for a match. */
const depths = [4, 8, 16, 24, 32, 48, 64, 96, 128, 192];
const defaultPreset = 6;
const extremeDepth = 512;

const deltaFields = ["id", "dist"];
/** `mode`, `nice_len`, `mf` and `depth` steer liblzma's search; what is written stays the same format. */
const compressorFields = ["id", "preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"];
/** What liblzma takes. */
const dictionary = { least: 4096, most: 1.5 * 2 ** 30 };

/** A filter as it is written back: with LZMA1's own number, not the double nearest to it. */
export function withExactId(filter: unknown): unknown {
  return isObject(filter) && filter["id"] === lzma1AsDouble ? { ...filter, id: lzma1 } : filter;
}

/** How hard to search under a preset, which may have the extreme flag (2^31) added. */
export function effortOf(preset: number = defaultPreset): LzmaEffort {
  const level = preset % 2 ** 31;
  return {
    properties: { literalContextBits: 3, literalPositionBits: 0, positionBits: 2 },
    dictionarySize: 2 ** dictionaryBits[level]!,
    depth: preset === level ? depths[level]! : extremeDepth,
  };
}

/** The chain that a list of filters means under a format; without a list it is the format's own. */
export function parseFilters(
  filters: readonly unknown[] | null,
  path: string,
  format: number,
  base: LzmaEffort,
): { readonly chain: LzmaFilters; readonly effort: LzmaEffort } {
  const deltas: number[] = [];
  let chain: LzmaFilters | undefined;
  let effort = base;
  for (const [i, filter] of (filters ?? [{ id: format === 2 ? lzma1 : filterNumber.lzma2 }]).entries()) {
    const here = `${path}[${i}]`;
    if (chain !== undefined) throw invalid(here, "stands behind the compressor, which must be the last filter");
    const { id } = parseObject(filter, here);
    if (id === filterNumber.delta) {
      const { dist } = parseObject(filter, here, deltaFields);
      deltas.push(parseInteger(dist, `${here}.dist`, 1, 256, 1));
    } else if (id === filterNumber.lzma2 || id === lzma1) {
      effort = parseCompressor(filter, here, base);
      const kind = id === filterNumber.lzma2 ? "lzma2" : "lzma1";
      chain = { deltas, compressor: kind === "lzma2" ? { kind } : { kind, properties: effort.properties } };
    } else {
      throw refusedFilter(id, here);
    }
  }
  if (chain === undefined) throw invalid(path, "ends without a compressor (LZMA2, id 33)");
  checkFormat(chain, format, path);
  return { chain, effort };
}

function parseCompressor(filter: unknown, path: string, base: LzmaEffort): LzmaEffort {
  const given = parseObject(filter, path, compressorFields);
  const start = given["preset"] === undefined ? base : effortOf(parseInteger(given["preset"], `${path}.preset`, 0, 9));
  const number = (name: string, least: number, most: number, fallback: number) =>
    parseInteger(given[name], `${path}.${name}`, least, most, fallback);
  const { literalContextBits, literalPositionBits, positionBits } = start.properties;
  const properties = {
    literalContextBits: number("lc", 0, 4, literalContextBits),
    literalPositionBits: number("lp", 0, 4, literalPositionBits),
    positionBits: number("pb", 0, 4, positionBits),
  };
  if (properties.literalContextBits + properties.literalPositionBits > 4) {
    throw invalid(path, "lc and lp together are more than 4");
  }
  return {
    ...start,
    properties,
    dictionarySize: number("dict_size", dictionary.least, dictionary.most, start.dictionarySize),
  };
}

function checkFormat({ deltas, compressor }: LzmaFilters, format: number, path: string): void {
  if (format === 1 && compressor.kind !== "lzma2") throw invalid(path, ".xz (format 1) holds LZMA2 (id 33) only");
  if (format === 2 && (compressor.kind !== "lzma1" || deltas.length > 0)) {
    throw invalid(path, ".lzma (format 2) holds LZMA1 only");
  }
}

function refusedFilter(id: unknown, path: string): ZarrError {
  const name = typeof id === "number" ? machineCodeFilters[id] : undefined;
  if (name === undefined)
    return invalid(`${path}.id`, `expected 3 (delta), 33 (LZMA2) or LZMA1's number, found ${show(id)}`);
  return new ZarrError(
    "unsupported",
    `${path}: lzma's filter for ${name} machine code (id ${id}) is not supported, since no array is machine code: write the array without it.`,
    { fields: { codec: "lzma", path } },
  );
}
