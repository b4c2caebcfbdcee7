import type { ChunkGrid } from "@zarrkit/plugin-api";
import type { AxisSelection } from "./normalize.js";
import { projectAxis } from "./project.js";

/** How many chunks a selection touches, without visiting them where the grid is regular: there may be trillions. */
export function countChunks(grid: ChunkGrid, axes: readonly AxisSelection[], shape: readonly number[]): number {
  return axes.reduce((product, selection, axis) => product * touched(grid, axis, selection, shape[axis]!), 1);
}

function touched({ axes, chunkShape }: ChunkGrid, axis: number, selection: AxisSelection, length: number): number {
  const { start, step, count } = selection;
  if (count === 0) return 0;
  const size = chunkShape?.[axis];
  if (step === 1 || (size !== undefined && step <= size)) {
    return axes[axis]!.find(start + (count - 1) * step) - axes[axis]!.find(start) + 1;
  }
  if (size !== undefined) return count;
  let visited = 0;
  for (const _ of projectAxis(axes[axis]!, selection, length)) visited++;
  return visited;
}
