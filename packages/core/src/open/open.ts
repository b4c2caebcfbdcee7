import { type DataTypePlugin, type Elements, isObject } from "@zarrkit/plugin-api";
import { inDocument } from "../metadata/in-document.js";
import { parseArray3 } from "../metadata/version-3.js";
import type { ContainerOf, DataTypeName, ScalarOf } from "../node/data-types.js";
import type { ZarrArray } from "../node/zarr-array.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { arrayHandle } from "./array-handle.js";
import { Documents } from "./documents.js";
import { locate, type Source, type SourceOptions } from "./source.js";

export interface OpenOptions extends SourceOptions {
  /** Whether a group's consolidated metadata are used where they are there. Default `true`. */
  readonly consolidated?: boolean | undefined;
}

export interface OpenArrayOptions<T extends DataTypeName | DataTypePlugin = DataTypeName> extends OpenOptions {
  /** Throws `wrong-node` unless the array has this data type, and types what is read from it. */
  readonly dataType?: T | undefined;
}

type Node = ZarrArray | ZarrGroup;
type Wanted = "array" | "group" | "any";

/** Opens whatever is there. Formats are found out: v3 first, then v2. */
export async function open(source: Source, options: OpenOptions = {}): Promise<Node> {
  return openNode(source, "any", options);
}

/** Opens an array. Errors: `not-found`, `wrong-node` for a group, and what is wrong with the document. */
export async function openArray<N extends DataTypeName>(
  source: Source,
  options: OpenArrayOptions<N> & { readonly dataType: N },
): Promise<ZarrArray<ContainerOf<N>, ScalarOf<N>>>;
export async function openArray<D extends Elements, V>(
  source: Source,
  options: OpenOptions & { readonly dataType: DataTypePlugin<string, D, V> },
): Promise<ZarrArray<D, V>>;
export async function openArray(source: Source, options?: OpenOptions): Promise<ZarrArray>;
export async function openArray(
  source: Source,
  options: OpenOptions & { readonly dataType?: unknown } = {},
): Promise<ZarrArray> {
  const node = await openNode(source, "array", options);
  if (node.kind === "group") throw (await errors()).wrongNode(source, node.path, "a group", "an array", "openGroup");
  const { dataType } = options;
  if (dataType !== undefined && !node.is(dataType as DataTypeName))
    throw (await errors()).wrongDataType(node, dataType as DataTypeName | DataTypePlugin);
  return node;
}

/** Opens a group. Errors: `not-found`, `wrong-node` for an array, and what is wrong with the document. */
export async function openGroup(source: Source, options: OpenOptions = {}): Promise<ZarrGroup> {
  const node = await openNode(source, "group", options);
  if (node.kind === "array") throw (await errors()).wrongNode(source, node.path, "an array", "a group", "openArray");
  return node;
}

/** Loaded to fail, so that no bundle's entry carries the words. */
const errors = () => import("./open-errors.js");

/** Kept, since `import()` is dear where hundreds of arrays are opened. */
let version2: typeof import("./version-2.js") | undefined;

async function openNode(source: Source, wanted: Wanted, options: OpenOptions): Promise<Node> {
  const useConsolidated = options.consolidated !== false;
  const found = await locate(source, options);
  const located = useConsolidated ? found : { ...found, consolidated: undefined };
  const documents = new Documents(located, options);
  const format = located.format;

  // The likely documents of both formats are asked for at once: a round trip costs more than a request. Where there is v3,
  // what becomes of the other is of no interest: servers may answer a page, or 403, for what they do not have.
  const likely2 = wanted !== "group" ? ".zarray" : useConsolidated ? ".zmetadata" : ".zgroup";
  const reading3 = format === 2 ? undefined : documents.read("zarr.json");
  const reading2 = format === 3 ? undefined : documents.read(likely2);
  reading2?.catch(() => {});
  const json3 = await reading3;
  if (json3 !== undefined) {
    const isGroup = isObject(json3) && json3["node_type"] === "group";
    // A page that opens arrays only does not carry what groups need.
    if (isGroup && wanted === "array")
      throw (await errors()).wrongNode(source, located.path, "a group", "an array", "openGroup");
    return inDocument(located, "zarr.json", async () =>
      isGroup
        ? (await import("./group-3.js")).openGroup3(located, documents, json3, useConsolidated)
        : arrayHandle(located, await parseArray3(json3, located.registry)),
    );
  }
  if (format !== 3) {
    const { open2 } = (version2 ??= await import("./version-2.js"));
    const node = await open2(located, documents, { [likely2]: await reading2 }, useConsolidated);
    if (node) return node;
  }
  throw (await errors()).notFound(located, wanted, format, documents.areConsolidated);
}
