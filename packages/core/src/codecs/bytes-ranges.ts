import {
  type ArrayToBytes,
  type ByteOrder,
  type Bytes,
  type ChunkSpec,
  codecFailed,
  type Region,
  type View,
} from "@zarrkit/plugin-api";
import { hostBytes } from "../bytes/byte-order.js";
import { copy } from "../shape/copy.js";
import { contiguousStrides } from "../shape/strides.js";
import { allocateView, viewOf } from "../shape/view.js";
import { loadElements } from "./load-elements.js";

/**
 * Parts of a chunk that is stored as plain bytes. A region is read as runs: along the last axis that is not wanted whole, from
 * the first wanted element to the last, all axes behind it included; one run for each index of the axes before it.
 */
export function bytesRanges(
  spec: ChunkSpec,
  order: ByteOrder,
): Required<Pick<ArrayToBytes, "ranges" | "decodeRanges">> {
  const { dataType, shape } = spec;
  const itemSize = dataType.itemSize!;
  const strides = contiguousStrides(shape);

  /** The axis that runs are cut from. */
  function runAxis(region: Region): number {
    for (let axis = shape.length - 1; axis > 0; axis--) {
      if (region.shape[axis] !== shape[axis]) return axis;
    }
    return 0;
  }

  function stepOf({ step }: Region, axis: number): number {
    return step?.[axis] ?? 1;
  }

  /** Elements of one run. */
  function runLength(region: Region, axis: number): number {
    return ((region.shape[axis]! - 1) * stepOf(region, axis) + 1) * strides[axis]!;
  }

  /** Every index of the axes before the run's, in C order. */
  function* outer(region: Region, axis: number): Generator<readonly number[]> {
    const index = new Array<number>(axis).fill(0);
    const runs = region.shape.slice(0, axis).reduce((product, length) => product * length, 1);
    for (let run = 0; run < runs; run++) {
      yield index;
      for (let i = axis - 1; i >= 0 && ++index[i]! === region.shape[i]; i--) index[i] = 0;
    }
  }

  function elementsOf(piece: Bytes | undefined, region: Region, axis: number): View {
    const length = runLength(region, axis);
    if (piece?.length !== length * itemSize) {
      throw codecFailed("bytes", `a range has ${piece?.length ?? 0} bytes where ${length * itemSize} were asked`);
    }
    const { lanes = 1, swapSize = itemSize } = dataType;
    const entrySize = (dataType.allocate(0) as Partial<Uint8Array>).BYTES_PER_ELEMENT ?? 1;
    let run: View;
    if (dataType.over) run = viewOf(dataType.over(hostBytes(piece, order, swapSize, entrySize)), [length], lanes);
    else {
      run = allocateView(dataType, [length]);
      loadElements(dataType, piece, order, run);
    }
    const steps = strides.slice(axis).map((stride, i) => stride * lanes * (i === 0 ? stepOf(region, axis) : 1));
    return { ...run, shape: region.shape.slice(axis), strides: steps };
  }

  return {
    ranges(region) {
      if (shape.length === 0 || region.shape.includes(0)) return [];
      const axis = runAxis(region);
      return Array.from(outer(region, axis), (index) => {
        let element = region.start[axis]! * strides[axis]!;
        for (const [i, at] of index.entries()) element += (region.start[i]! + at * stepOf(region, i)) * strides[i]!;
        return { offset: element * itemSize, length: runLength(region, axis) * itemSize };
      });
    },
    decodeRanges(pieces, destination, region) {
      const axis = runAxis(region);
      let run = 0;
      for (const index of outer(region, axis)) {
        const offset = index.reduce((sum, at, i) => sum + at * destination.strides[i]!, destination.offset);
        const target = {
          ...destination,
          offset,
          shape: region.shape.slice(axis),
          strides: destination.strides.slice(axis),
        };
        copy(elementsOf(pieces[run++], region, axis), target);
      }
    },
  };
}
