import * as core from "@zarrkit/core";
import type { AnyPlugin, DataTypePlugin, Elements } from "@zarrkit/plugin-api";
import { ZarrArray } from "./zarr-array.js";
import { ZarrGroup } from "./zarr-group.js";

/**
 * The functions of core with all first-party plugins at hand, answering handles that carry `get`, `set` and the rest as
 * methods. Nothing is registered: what is in the shared registry is looked at first, so a user's choice wins.
 */
export function frontDoor(preset: () => readonly AnyPlugin[]) {
  const registry = core.withFallback(core.registry, ...preset());
  const withRegistry = <O extends core.SourceOptions>(source: core.Source, options: O): O =>
    source instanceof core.ZarrGroup ? options : { registry, ...options };

  async function open(source: core.Source, options: core.OpenOptions = {}): Promise<ZarrArray | ZarrGroup> {
    const node = await core.open(source, withRegistry(source, options));
    return node.kind === "array" ? new ZarrArray(node.parts) : new ZarrGroup(node.parts);
  }

  async function openArray<N extends core.DataTypeName>(
    source: core.Source,
    options: core.OpenArrayOptions<N> & { readonly dataType: N },
  ): Promise<ZarrArray<core.ContainerOf<N>, core.ScalarOf<N>>>;
  async function openArray<D extends Elements, V>(
    source: core.Source,
    options: core.OpenOptions & { readonly dataType: DataTypePlugin<string, D, V> },
  ): Promise<ZarrArray<D, V>>;
  async function openArray(source: core.Source, options?: core.OpenOptions): Promise<ZarrArray>;
  async function openArray(source: core.Source, options: core.OpenOptions = {}): Promise<ZarrArray> {
    return new ZarrArray((await core.openArray(source, withRegistry(source, options))).parts);
  }

  async function openGroup(source: core.Source, options: core.OpenOptions = {}): Promise<ZarrGroup> {
    return new ZarrGroup((await core.openGroup(source, withRegistry(source, options))).parts);
  }

  async function createArray<N extends core.DataTypeName>(
    source: core.Source,
    options: core.CreateArrayOptions<core.NamedDataType<N>> & { readonly fillValue?: core.ScalarOf<N> | null },
  ): Promise<ZarrArray<core.ContainerOf<N>, core.ScalarOf<N>>>;
  async function createArray<D extends Elements, V>(
    source: core.Source,
    options: core.CreateArrayOptions<DataTypePlugin<string, D, V>> & { readonly fillValue?: V | null },
  ): Promise<ZarrArray<D, V>>;
  async function createArray(source: core.Source, options: core.CreateArrayOptions): Promise<ZarrArray>;
  async function createArray(source: core.Source, options: core.CreateArrayOptions): Promise<ZarrArray> {
    return new ZarrArray((await core.createArray(source, withRegistry(source, options))).parts);
  }

  async function createGroup(source: core.Source, options: core.CreateOptions = {}): Promise<ZarrGroup> {
    return new ZarrGroup((await core.createGroup(source, withRegistry(source, options))).parts);
  }

  return { open, openArray, openGroup, createArray, createGroup };
}
