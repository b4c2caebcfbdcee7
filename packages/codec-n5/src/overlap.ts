import type { Region } from "@zarrkit/plugin-api";

/** The part of a region that lies within an array of that shape; both begin at the same corner. */
export function overlap(region: Region, within: readonly number[]): Region {
  const { start, shape, step } = region;
  const counts = shape.map((count, axis) => {
    const stored = Math.ceil((within[axis]! - start[axis]!) / (step?.[axis] ?? 1));
    return Math.min(count, Math.max(stored, 0));
  });
  return { ...region, shape: counts };
}
