import * as core from "@zarrkit/core";
import type { DataTypePlugin, Elements } from "@zarrkit/plugin-api";
import { inspected, summaryOfGroup } from "./summary.js";
import { ZarrArray } from "./zarr-array.js";

/** A handle of a group with core's functions as methods. */
export class ZarrGroup extends core.ZarrGroup {
  /** Opens a descendant, whatever it is. */
  async open(path: string, options?: core.OpenOptions): Promise<ZarrArray | ZarrGroup> {
    return bound(await core.open(this, { ...options, path }));
  }

  openArray<N extends core.DataTypeName>(
    path: string,
    options: core.OpenArrayOptions<N> & { readonly dataType: N },
  ): Promise<ZarrArray<core.ContainerOf<N>, core.ScalarOf<N>>>;
  openArray<D extends Elements, V>(
    path: string,
    options: core.OpenOptions & { readonly dataType: DataTypePlugin<string, D, V> },
  ): Promise<ZarrArray<D, V>>;
  openArray(path: string, options?: core.OpenOptions): Promise<ZarrArray>;
  async openArray(path: string, options?: core.OpenOptions): Promise<ZarrArray> {
    return new ZarrArray((await core.openArray(this, { ...options, path })).parts);
  }

  async openGroup(path: string, options?: core.OpenOptions): Promise<ZarrGroup> {
    return new ZarrGroup((await core.openGroup(this, { ...options, path })).parts);
  }

  /** Creates an array below this group: see `createArray` of @zarrkit/core. */
  createArray<N extends core.DataTypeName>(
    path: string,
    options: core.CreateArrayOptions<core.NamedDataType<N>> & { readonly fillValue?: core.ScalarOf<N> | null },
  ): Promise<ZarrArray<core.ContainerOf<N>, core.ScalarOf<N>>>;
  createArray<D extends Elements, V>(
    path: string,
    options: core.CreateArrayOptions<DataTypePlugin<string, D, V>> & { readonly fillValue?: V | null },
  ): Promise<ZarrArray<D, V>>;
  createArray(path: string, options: core.CreateArrayOptions): Promise<ZarrArray>;
  async createArray(path: string, options: core.CreateArrayOptions): Promise<ZarrArray> {
    return new ZarrArray((await core.createArray(this, { ...options, path })).parts);
  }

  async createGroup(path: string, options?: core.CreateOptions): Promise<ZarrGroup> {
    return new ZarrGroup((await core.createGroup(this, { ...options, path })).parts);
  }

  /** Names of the direct children: see `keys` of @zarrkit/core. */
  keys(options?: core.OpenOptions): Promise<string[]> {
    return core.keys(this, options);
  }

  /** Direct children, opened: see `members` of @zarrkit/core. */
  async *members(options?: core.OpenOptions): AsyncIterable<readonly [name: string, node: ZarrArray | ZarrGroup]> {
    for await (const [name, node] of core.members(this, options)) yield [name, bound(node)] as const;
  }

  /** What the document says, as plain data. */
  toJSON(): ReturnType<typeof summaryOfGroup> {
    return summaryOfGroup(this);
  }

  [inspected](): object {
    return this.toJSON();
  }
}

function bound(node: core.ZarrArray | core.ZarrGroup): ZarrArray | ZarrGroup {
  return node.kind === "array" ? new ZarrArray(node.parts) : new ZarrGroup(node.parts);
}
