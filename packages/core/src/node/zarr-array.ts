import {
  type DataType,
  type DataTypePlugin,
  type Elements,
  type Extension,
  type Limits,
  type Pipeline,
  type Store,
} from "@zarrkit/plugin-api";
import type { ArrayMetadata, Attributes } from "../metadata/array-metadata.js";
import type { Consolidated } from "../metadata/consolidated.js";
import type { Registry } from "../registry/registry.js";
import { scalarView } from "../shape/fill.js";
import type { ContainerOf, DataTypeName, ScalarOf } from "./data-types.js";

/** What a node is made of; packages above core may build handles of their own from it. */
export interface NodeParts<Metadata> {
  readonly store: Store;
  readonly path: string;
  readonly metadata: Metadata;
  readonly registry: Registry;
  readonly limits: Limits;
  readonly consolidated?: Consolidated | undefined;
}

/**
 * A handle of an array: what its document says, and where its chunks are. It holds no data; `get`, `set` and `at` take it.
 * `shape`, `chunks` and `dimensionNames` have the outermost axis first.
 */
export class ZarrArray<D extends Elements = Elements, Scalar = unknown> {
  readonly kind = "array";
  /** Private, so that a handle that is logged or compared does not spill its store, registry and documents. */
  readonly #parts: NodeParts<ArrayMetadata>;
  readonly #pipelines = new Map<string, Promise<Pipeline>>();

  constructor(parts: NodeParts<ArrayMetadata>) {
    this.#parts = parts;
  }

  get parts(): NodeParts<ArrayMetadata> {
    return this.#parts;
  }

  get store(): Store {
    return this.parts.store;
  }
  /** Path in the store, without slashes at the ends; "" is the store's root. */
  get path(): string {
    return this.parts.path;
  }
  get format(): 2 | 3 {
    return this.parts.metadata.format;
  }
  get shape(): readonly number[] {
    return this.parts.metadata.shape;
  }
  get dataType(): DataType<string, D, Scalar> {
    return this.parts.metadata.dataType as DataType<string, D, Scalar>;
  }
  /**
   * Shape of a chunk, inside shards where there are any and no codec before them changes the shape; `undefined` where chunks
   * differ (rectilinear grids).
   */
  get chunks(): readonly number[] | undefined {
    const { innerChunks, grid } = this.parts.metadata;
    return innerChunks ?? grid.chunkShape;
  }
  /** Shape of a shard: of what is stored as one value; `undefined` for an array without shards. */
  get shards(): readonly number[] | undefined {
    const { innerChunks, grid } = this.parts.metadata;
    return innerChunks && grid.chunkShape;
  }
  /** Names and configurations as the document gives them; v2's order, filters and compressor as the same list. */
  get codecs(): readonly Extension[] {
    return this.parts.metadata.codecs.map((entry) => entry.extension);
  }
  get attributes(): Attributes {
    return this.parts.metadata.attributes;
  }
  get dimensionNames(): readonly (string | null)[] | undefined {
    return this.parts.metadata.dimensionNames;
  }
  /** What missing chunks read as; `undefined` where a v2 document says `null`. */
  get fillValue(): Scalar | undefined {
    const { fillValue } = this.parts.metadata;
    return fillValue === undefined
      ? undefined
      : this.dataType.scalar(scalarView(this.dataType, fillValue).data as D, 0);
  }

  /** Narrows the type of everything read from the array: `if (z.is("uint64")) (await get(z)).data; // BigUint64Array` */
  is<N extends DataTypeName>(name: N): this is ZarrArray<ContainerOf<N>, ScalarOf<N>>;
  is<C extends Elements, V>(plugin: DataTypePlugin<string, C, V>): this is ZarrArray<C, V>;
  is(wanted: string | DataTypePlugin): boolean {
    return this.dataType.name === (typeof wanted === "string" ? wanted : wanted.name);
  }

  /**
   * The codec list bound to one chunk shape; engines are loaded on the first call, and what binds codecs while the first chunk
   * is fetched: a page that shows a document has no use for it.
   */
  pipeline(chunkShape: readonly number[]): Promise<Pipeline> {
    const key = chunkShape.join();
    let pipeline = this.#pipelines.get(key);
    if (!pipeline) {
      pipeline = import("./bind-array.js").then(({ bindArray }) => bindArray(this.parts, chunkShape));
      this.#pipelines.set(key, pipeline);
      // A failed binding is not remembered: the engine's next load may succeed.
      pipeline.catch(() => this.#pipelines.delete(key));
    }
    return pipeline;
  }
}
