import * as core from "@zarrkit/core";
import type { CallOptions, Elements } from "@zarrkit/plugin-api";
import { inspected, summaryOfArray } from "./summary.js";

/** A handle of an array with core's functions as methods. */
export class ZarrArray<D extends Elements = Elements, Scalar = unknown> extends core.ZarrArray<D, Scalar> {
  /** Reads a selection: see `get` of @zarrkit/core. */
  get(selection?: core.Selection, options?: core.GetOptions<D>): Promise<core.NdArray<D, Scalar>> {
    return core.get<D, Scalar>(this, selection, options);
  }

  /** One element as a scalar; negative indices count from the end. */
  at(index: readonly number[], options?: CallOptions): Promise<Scalar> {
    return core.at<D, Scalar>(this, index, options);
  }

  /** Writes a selection: see `set` of @zarrkit/core. */
  set(selection: core.Selection, value: core.Value<D, Scalar>, options?: core.SetOptions): Promise<void> {
    return core.set<D, Scalar>(this, selection, value, options);
  }

  override is<N extends core.DataTypeName>(name: N): this is ZarrArray<core.ContainerOf<N>, core.ScalarOf<N>>;
  override is<C extends Elements, V>(plugin: core.DataTypePlugin<string, C, V>): this is ZarrArray<C, V>;
  override is(wanted: never): boolean {
    return super.is(wanted);
  }

  /** What the document says, as plain data; 64-bit integers in it are `bigint`, which `JSON.stringify` needs a replacer for. */
  toJSON(): ReturnType<typeof summaryOfArray> {
    return summaryOfArray(this as core.ZarrArray);
  }

  [inspected](): object {
    return this.toJSON();
  }
}
