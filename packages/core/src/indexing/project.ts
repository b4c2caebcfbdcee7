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

/** The chunks that a selection touches: how many, and each in C order of the grid. */
export interface Projections {
  readonly count: number;
  /** Lazy: a large read never holds all of them. */
  readonly chunks: Iterable<ChunkProjection>;
}

export function project(grid: ChunkGrid, axes: readonly AxisSelection[], shape: readonly number[]): Projections {
  const perAxis = axes.map((selection, axis) => projectAxis(grid.axes[axis]!, selection, shape[axis]!));
  const step = axes.map((selection) => selection.step);
  const count = perAxis.reduce((product, chunks) => product * chunks.length, 1);
  return { count, chunks: { [Symbol.iterator]: () => combine(perAxis, step, count) } };
}

function* combine(
  perAxis: readonly AxisProjection[][],
  step: readonly number[],
  count: number,
): Generator<ChunkProjection> {
  const index = new Array<number>(perAxis.length).fill(0);
  for (let done = 0; done < count; done++) {
    const current = perAxis.map((chunks, axis) => chunks[index[axis]!]!);
    const counts = current.map((part) => part.count);
    yield {
      position: current.map((part) => part.chunk),
      chunkShape: current.map((part) => part.size),
      region: { start: current.map((part) => part.start), shape: counts, step },
      target: { start: current.map((part) => part.target), shape: counts },
      whole: current.every((part) => part.whole),
    };
    for (let axis = perAxis.length - 1; axis >= 0 && ++index[axis]! === perAxis[axis]!.length; axis--) index[axis] = 0;
  }
}

function projectAxis(axis: GridAxis, selection: AxisSelection, length: number): AxisProjection[] {
  const { start, step, count } = selection;
  const parts: AxisProjection[] = [];
  for (let done = 0; done < count; ) {
    const index = start + done * step;
    const chunk = axis.find(index);
    const chunkStart = axis.start(chunk);
    const size = axis.size(chunk);
    const inside = Math.min(size, length - chunkStart);
    const here = Math.min(count - done, Math.floor((chunkStart + inside - 1 - index) / step) + 1);
    parts.push({ chunk, size, start: index - chunkStart, count: here, target: done, whole: here === inside });
    done += here;
  }
  return parts;
}
