import type { ChunkGrid, GridAxis, Region } from "@zarrkit/plugin-api";
import type { AxisSelection } from "./normalize.js";

/** What one chunk contributes to a selection. */
export interface ChunkProjection {
  /** Grid position of the chunk. */
  readonly position: readonly number[];
  /** Shape of the chunk as stored. */
  readonly chunkShape: readonly number[];
  /** The elements wanted, in the chunk's own indices. */
  readonly region: Required<Region>;
  /** Where they go in the (ascending) result. */
  readonly target: Region;
  /** True when the region holds every element of the chunk that lies inside the array. */
  readonly whole: boolean;
}

interface AxisProjection {
  readonly chunk: number;
  readonly size: number;
  readonly start: number;
  readonly count: number;
  readonly target: number;
  readonly whole: boolean;
}

/** The chunks that a selection touches, in C order of the grid. Lazy: a large read never holds all of them. */
export function project(
  grid: ChunkGrid,
  axes: readonly AxisSelection[],
  shape: readonly number[],
): Iterable<ChunkProjection> {
  return axes.some((axis) => axis.count === 0) ? [] : { [Symbol.iterator]: () => combine(grid, axes, shape) };
}

function* combine(
  grid: ChunkGrid,
  axes: readonly AxisSelection[],
  shape: readonly number[],
): Generator<ChunkProjection> {
  const step = axes.map((selection) => selection.step);
  const current = new Array<AxisProjection>(axes.length);

  function* along(axis: number): Generator<ChunkProjection> {
    if (axis === axes.length) {
      const counts = current.map((part) => part.count);
      yield {
        position: current.map((part) => part.chunk),
        chunkShape: current.map((part) => part.size),
        region: { start: current.map((part) => part.start), shape: counts, step },
        target: { start: current.map((part) => part.target), shape: counts },
        whole: current.every((part) => part.whole),
      };
      return;
    }
    for (const part of projectAxis(grid.axes[axis]!, axes[axis]!, shape[axis]!)) {
      current[axis] = part;
      yield* along(axis + 1);
    }
  }

  yield* along(0);
}

export function* projectAxis(axis: GridAxis, selection: AxisSelection, length: number): Generator<AxisProjection> {
  const { start, step, count } = selection;
  for (let done = 0; done < count; ) {
    const index = start + done * step;
    const chunk = axis.find(index);
    const chunkStart = axis.start(chunk);
    const size = axis.size(chunk);
    const inside = Math.min(size, length - chunkStart);
    const here = Math.min(count - done, Math.floor((chunkStart + inside - 1 - index) / step) + 1);
    yield { chunk, size, start: index - chunkStart, count: here, target: done, whole: here === inside };
    done += here;
  }
}
