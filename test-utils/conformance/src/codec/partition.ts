import type { Part, Region } from "@zarrkit/plugin-api";

/** The chunks of a regular grid over `shape` that a region touches, in C order. */
export function partition(shape: readonly number[], chunkShape: readonly number[], region: Region): readonly Part[] {
  const along = shape.map((_, axis) => alongAxis(chunkShape[axis] ?? 1, region, axis));
  const combined = along.reduce<readonly (readonly Piece[])[]>(
    (all, pieces) => all.flatMap((chosen) => pieces.map((piece) => [...chosen, piece])),
    [[]],
  );
  return combined.map((pieces) => ({
    position: pieces.map((piece) => piece.chunk),
    region: pieces.every((piece, axis) => piece.step === 1 && piece.count === chunkShape[axis])
      ? undefined
      : {
          start: pieces.map((piece) => piece.start),
          shape: pieces.map((piece) => piece.count),
          step: pieces.map((piece) => piece.step),
        },
    target: { start: pieces.map((piece) => piece.target), shape: pieces.map((piece) => piece.count) },
  }));
}

/** What one chunk along one axis gives: `count` elements from `start`, for the region's indices from `target`. */
interface Piece {
  readonly chunk: number;
  readonly start: number;
  readonly count: number;
  readonly step: number;
  readonly target: number;
}

function alongAxis(chunkLength: number, region: Region, axis: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const step = region.step?.[axis] ?? 1;
  for (let i = 0; i < (region.shape[axis] ?? 0); i++) {
    const index = (region.start[axis] ?? 0) + i * step;
    const chunk = Math.floor(index / chunkLength);
    const last = pieces.at(-1);
    if (last?.chunk === chunk) pieces[pieces.length - 1] = { ...last, count: last.count + 1 };
    else pieces.push({ chunk, start: index - chunk * chunkLength, count: 1, step, target: i });
  }
  return pieces;
}
