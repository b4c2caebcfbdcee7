import {
  type ChunkGrid,
  field,
  type GridAxis,
  invalid,
  type Origin,
  parseChoice,
  parseObject,
  show,
} from "@zarrkit/plugin-api";

/**
 * rectilinear (zarr-extensions): chunks whose lengths differ along an axis. Per axis a list of lengths, in which
 * `[length, count]` stands for a run of equal ones; or one length, which repeats to the end of the array. Chunks beyond the
 * array are legal and hold nothing.
 */
export function parseRectilinearGrid(configuration: unknown, arrayShape: readonly number[], origin: Origin): ChunkGrid {
  const { kind, chunk_shapes: json } = parseObject(configuration, `${origin.path}.configuration`, [
    "kind",
    "chunk_shapes",
  ]);
  parseChoice(kind, field(origin, "kind"), ["inline"]);
  const path = field(origin, "chunk_shapes");
  if (!Array.isArray(json))
    throw invalid(path, `expected a list with the chunk lengths of every axis, found ${show(json)}`);
  if (json.length !== arrayShape.length) {
    throw invalid(path, `has ${json.length} axes, but the array has ${arrayShape.length}: [${arrayShape}]`);
  }
  const axes = json.map((lengths, axis) => parseRuns(lengths, arrayShape[axis]!, `${path}[${axis}]`));
  const sizes = axes.map((runs) => (new Set(runs.map((run) => run.size)).size === 1 ? runs[0]!.size : undefined));
  return {
    name: "rectilinear",
    configuration: { kind: "inline", chunk_shapes: json },
    axes: axes.map((runs, axis) => runAxis(runs, arrayShape[axis]!)),
    chunkShape: sizes.every((size) => size !== undefined) ? sizes : undefined,
  };
}

/** Neighbouring chunks of one length. Kept as runs, so that a document of a few bytes cannot name more than memory holds. */
interface Run {
  readonly size: number;
  /** Number of the first chunk. */
  readonly chunk: number;
  /** First element of the first chunk. */
  readonly start: number;
}

function parseRuns(json: unknown, length: number, path: string): Run[] {
  if (isLength(json)) return [{ size: json, chunk: 0, start: 0 }];
  if (!Array.isArray(json)) throw invalid(path, `expected a chunk length or a list of them, found ${show(json)}`);
  const runs: Run[] = [];
  let [chunk, start] = [0, 0];
  for (const [i, entry] of json.entries()) {
    const [size, count] = Array.isArray(entry) && entry.length === 2 ? entry : [entry, 1];
    if (!isLength(size) || !isLength(count)) {
      throw invalid(
        `${path}[${i}]`,
        `expected a positive integer or a run [length, count] of them, found ${show(entry)}`,
      );
    }
    runs.push({ size, chunk, start });
    chunk += count;
    start += size * count;
    if (!Number.isSafeInteger(start)) throw invalid(`${path}[${i}]`, "the chunks reach further than can be addressed");
  }
  if (start < length) throw invalid(path, `the chunks hold ${start} elements, but the axis has ${length}`);
  return runs;
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function runAxis(runs: readonly Run[], length: number): GridAxis {
  const byStart = (index: number) => lastNotAfter(runs, index, (run) => run.start);
  const byChunk = (chunk: number) => lastNotAfter(runs, chunk, (run) => run.chunk);
  function find(index: number): number {
    const { size, chunk, start } = byStart(index);
    return chunk + Math.floor((index - start) / size);
  }
  return {
    count: length === 0 ? 0 : find(length - 1) + 1,
    find,
    start(position) {
      const { size, chunk, start } = byChunk(position);
      return start + (position - chunk) * size;
    },
    size: (position) => byChunk(position).size,
  };
}

/** The last run that begins at or before a place, by halving. */
function lastNotAfter(runs: readonly Run[], place: number, of: (run: Run) => number): Run {
  let [low, high] = [0, runs.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (of(runs[middle]!) <= place) low = middle;
    else high = middle;
  }
  return runs[low]!;
}
