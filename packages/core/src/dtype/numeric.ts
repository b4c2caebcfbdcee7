import type { ByteOrder, Bytes, DataType, Elements, View } from "@zarrkit/plugin-api";
import { hostBytes, hostOrder, swapped } from "../bytes/byte-order.js";
import { copy } from "../shape/copy.js";
import { elementCount } from "../shape/strides.js";
import { isContiguous, viewOf } from "../shape/view.js";

/** Bytes of the largest element that a document may declare (256 MiB): one that claims more is a mistake or an attack. */
export const largestItem = 2 ** 28;

/** A typed array's constructor. */
export interface Container<D extends Elements> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): D;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): D;
}

export function allocate<D extends Elements>(Container: Container<D>, entries: number, shared?: boolean): D {
  if (!shared) return new Container(entries);
  return new Container(new SharedArrayBuffer(entries * Container.BYTES_PER_ELEMENT));
}

export function over<D extends Elements>(Container: Container<D>, bytes: Bytes): D {
  return new Container(bytes.buffer, bytes.byteOffset, bytes.byteLength / Container.BYTES_PER_ELEMENT);
}

type Layout<D extends Elements> = Pick<DataType<string, D>, "allocate" | "load" | "store"> & { over(bytes: Bytes): D };

/**
 * What all types share whose elements lie in a typed array as they are stored: `lanes` entries an element, byte order
 * aside.
 */
export function plainLayout<D extends Elements>(Container: Container<D>, lanes = 1): Layout<D> {
  const entrySize = Container.BYTES_PER_ELEMENT;
  return {
    allocate: (elements, shared) => allocate(Container, elements * lanes, shared),
    over: (bytes) => over(Container, bytes),
    load(source: Bytes, byteOrder: ByteOrder, destination: View<D>) {
      const data = over(Container, hostBytes(source, byteOrder, entrySize, entrySize));
      copy(viewOf(data, destination.shape, lanes), destination);
    },
    store(source: View<D>, byteOrder: ByteOrder, destination: Bytes) {
      const bytes = contiguousBytes(Container, source, lanes);
      destination.set(byteOrder === hostOrder || entrySize === 1 ? bytes : swapped(bytes, entrySize));
    },
  };
}

/** The bytes of a view in C order: its own memory where it lies so, else a copy. */
function contiguousBytes<D extends Elements>(Container: Container<D>, source: View<D>, lanes: number): Bytes {
  const entries = elementCount(source.shape) * lanes;
  let { data, offset } = source;
  if (!isContiguous(source)) {
    data = new Container(entries);
    offset = 0;
    copy(source, viewOf(data, source.shape, lanes));
  }
  const { buffer, byteOffset } = data as unknown as Uint8Array;
  const size = Container.BYTES_PER_ELEMENT;
  return new Uint8Array(buffer, byteOffset + offset * size, entries * size);
}

/** One entry as little-endian bytes, as fill values are kept, and back. */
export function entryFormat<D extends Elements>(Container: Container<D>) {
  const itemSize = Container.BYTES_PER_ELEMENT;
  return {
    itemSize,
    encode(value: D[number]): Bytes {
      const data = new Container(1);
      (data as { [index: number]: unknown })[0] = value;
      return hostBytes(contiguousBytes(Container, viewOf(data, []), 1), "little", itemSize, 1);
    },
    decode: (bytes: Bytes) => over(Container, hostBytes(bytes, "little", itemSize, itemSize))[0] as D[number],
  };
}
