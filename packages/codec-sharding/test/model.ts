import type { slice } from "@zarrkit/core";

export type Slice = ReturnType<typeof slice>;

/** An array as plain as can be: what reads and writes of a Zarr array are held against. */
export class Model {
  readonly values: number[];

  constructor(
    readonly shape: readonly number[],
    fill: number,
  ) {
    this.values = new Array(shape.reduce((product, length) => product * length, 1)).fill(fill);
  }

  /** Flat indices of a selection, in C order of the selection. */
  indices(selection: readonly Slice[]): number[] {
    let flat = [0];
    for (const [axis, length] of this.shape.entries()) {
      const along = indicesOf(selection[axis]!, length);
      flat = flat.flatMap((before) => along.map((i) => before * length + i));
    }
    return flat;
  }

  get(selection: readonly Slice[]): number[] {
    return this.indices(selection).map((i) => this.values[i]!);
  }

  set(selection: readonly Slice[], values: readonly number[]): void {
    for (const [n, i] of this.indices(selection).entries()) this.values[i] = values[n % values.length]!;
  }
}

function indicesOf({ start, stop, step }: Slice, length: number): number[] {
  const result: number[] = [];
  if (step > 0) for (let i = start ?? 0; i < Math.min(stop ?? length, length); i += step) result.push(i);
  else for (let i = start ?? length - 1; i > (stop ?? -1); i += step) result.push(i);
  return result;
}
