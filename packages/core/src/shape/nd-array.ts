import { type DataType, type Elements, type View, ZarrError } from "@zarrkit/plugin-api";
import { copy } from "./copy.js";
import { allocateView, isContiguous } from "./view.js";

/**
 * An N-dimensional array in memory: a view that knows its data type. `shape` is outermost axis first; `strides` and
 * `offset` count entries of `data`. What `get` returns is C-ordered and owned by the caller.
 */
export class NdArray<D extends Elements = Elements, Scalar = unknown> implements View<D> {
  readonly data: D;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** Entries of `data` per element: 2 for complex numbers, the byte size for raw bytes and structs. */
  readonly lanes: number;
  /** Private, so that an NdArray can be cloned to a worker and logged: data types are functions. */
  readonly #dataType: DataType<string, D, Scalar>;

  constructor(dataType: DataType<string, D, Scalar>, view: View<D>) {
    this.data = view.data;
    this.shape = view.shape;
    this.strides = view.strides;
    this.offset = view.offset;
    this.lanes = view.lanes ?? dataType.lanes ?? 1;
    this.#dataType = dataType;
  }

  get dataType(): DataType<string, D, Scalar> {
    return this.#dataType;
  }

  /** One element; negative indices count from the end. */
  at(...index: readonly number[]): Scalar {
    if (index.length !== this.shape.length) {
      throw new ZarrError(
        "invalid-selection",
        `at() takes one index per axis: the array has ${this.shape.length}, given were ${index.length}.`,
      );
    }
    let at = this.offset;
    for (const [axis, given] of index.entries()) {
      const length = this.shape[axis]!;
      const i = given < 0 ? given + length : given;
      if (!Number.isInteger(i) || i < 0 || i >= length) {
        throw new ZarrError(
          "invalid-selection",
          `Index ${given} is outside axis ${axis}, which has ${length} elements.`,
        );
      }
      at += i * this.strides[axis]!;
    }
    return this.dataType.scalar(this.data, at);
  }

  /** The only element of an array that has one. */
  item(): Scalar {
    if (this.shape.some((length) => length !== 1)) {
      throw new ZarrError(
        "invalid-selection",
        `item() needs an array of one element; this one has shape [${this.shape}].`,
      );
    }
    return this.dataType.scalar(this.data, this.offset);
  }

  /** The same memory with the axes in another order, reversed by default, as NumPy's `.T`. */
  transpose(order: readonly number[] = this.shape.map((_, axis) => this.shape.length - 1 - axis)): NdArray<D, Scalar> {
    const isPermutation = order.length === this.shape.length && new Set(order).size === order.length;
    if (!isPermutation || order.some((axis) => this.shape[axis] === undefined)) {
      throw new ZarrError(
        "invalid-argument",
        `transpose([${order}]) needs every axis from 0 to ${this.shape.length - 1} once.`,
      );
    }
    return new NdArray(this.dataType, {
      ...this,
      shape: order.map((axis) => this.shape[axis]!),
      strides: order.map((axis) => this.strides[axis]!),
    });
  }

  /** The elements in C order without gaps: this array itself where they lie so already, else a copy. */
  contiguous(): NdArray<D, Scalar> {
    const entries = this.lanes * this.shape.reduce((product, length) => product * length, 1);
    if (this.offset === 0 && this.data.length === entries && isContiguous(this)) return this;
    const result = allocateView(this.dataType, this.shape);
    copy(this, result);
    return new NdArray(this.dataType, result);
  }

  /** Nested JavaScript arrays of scalars, outermost axis first; the scalar itself for a 0-dimensional array. */
  toNested(): unknown {
    const nest = (axis: number, at: number): unknown =>
      axis === this.shape.length
        ? this.dataType.scalar(this.data, at)
        : Array.from({ length: this.shape[axis]! }, (_, i) => nest(axis + 1, at + i * this.strides[axis]!));
    return nest(0, this.offset);
  }
}
