import type { Region } from "@zarrkit/plugin-api";

/**
 * Axes of the decoded shape and those of the encoded one that hold the same elements between them: [4, 6, 5] as [24, 5]
 * has the groups 0–1 → 0 and 2 → 1. What happens in one group does not touch another.
 */
export interface AxisGroup {
  readonly decodedAxes: readonly number[];
  readonly decodedLengths: readonly number[];
  readonly encodedLengths: readonly number[];
}

/** The smallest groups of two shapes of equally many elements. */
export function axisGroups(decoded: readonly number[], encoded: readonly number[]): AxisGroup[] {
  const groups: AxisGroup[] = [];
  let [from, to] = [0, 0];
  while (from < decoded.length || to < encoded.length) {
    const [firstFrom, firstTo] = [from, to];
    let inner = from < decoded.length ? decoded[from++]! : 1;
    let outer = to < encoded.length ? encoded[to++]! : 1;
    while (inner !== outer && (from < decoded.length || to < encoded.length)) {
      if ((inner < outer && from < decoded.length) || to === encoded.length) inner *= decoded[from++]!;
      else outer *= encoded[to++]!;
    }
    groups.push({
      decodedAxes: Array.from({ length: from - firstFrom }, (_, i) => firstFrom + i),
      decodedLengths: decoded.slice(firstFrom, from),
      encodedLengths: encoded.slice(firstTo, to),
    });
  }
  return groups;
}

/** The shape that a decoded array has encoded: the chunk's, or that of a region that `encodedRegion` can express. */
export function encodedLengths(groups: readonly AxisGroup[], shape: readonly number[]): number[] {
  return groups.flatMap((group) => {
    const lengths = group.decodedAxes.map((axis) => shape[axis]!);
    return isOneToOne(group) ? lengths : group.encodedLengths;
  });
}

/** A region that takes every merged or split group whole; `undefined` for others. */
export function encodedRegion(groups: readonly AxisGroup[], region: Region): Region | undefined {
  const start: number[] = [];
  const shape: number[] = [];
  const step: number[] = [];
  for (const group of groups) {
    if (isOneToOne(group)) {
      const axis = group.decodedAxes[0]!;
      start.push(region.start[axis]!);
      shape.push(region.shape[axis]!);
      step.push(region.step?.[axis] ?? 1);
    } else if (group.decodedAxes.every((axis, i) => region.shape[axis] === group.decodedLengths[i])) {
      start.push(...group.encodedLengths.map(() => 0));
      shape.push(...group.encodedLengths);
      step.push(...group.encodedLengths.map(() => 1));
    } else {
      return undefined;
    }
  }
  return { start, shape, step };
}

function isOneToOne({ decodedAxes, encodedLengths }: AxisGroup): boolean {
  return decodedAxes.length === 1 && encodedLengths.length === 1;
}
