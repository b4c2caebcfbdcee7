import {
  type ArrayToArray,
  type ArrayToBytes,
  type BoundCodec,
  type BytesSpec,
  type BytesToBytes,
  type ChunkSpec,
  chunkMemory,
  type Limits,
  type Lookup,
  type Pipeline,
  type SpecOf,
  type Stage,
  type Tools,
  ZarrError,
} from "@zarrkit/plugin-api";
import { chain } from "./chain.js";
import type { CodecEntry } from "./codec-list.js";

export interface BindContext {
  readonly lookup: Lookup;
  readonly limits: Limits;
  /** True while an array is created. */
  readonly creates?: boolean;
  /** Binds a codec in place of `bindOne`, at every depth: while an array is created, each is completed first. */
  readonly bindCodec?: typeof bindOne;
}

/** A bound codec with its name and the form of the data that it encodes. */
export interface BoundStage<S extends Stage> {
  readonly name: string;
  readonly codec: S extends "array-array" ? ArrayToArray : S extends "array-bytes" ? ArrayToBytes : BytesToBytes;
  readonly spec: SpecOf<S>;
  /** Whether it may call further codecs while it works. */
  readonly usesTools: boolean;
}

export interface BoundStages {
  readonly arrays: readonly BoundStage<"array-array">[];
  readonly leaf: BoundStage<"array-bytes">;
  readonly bytes: readonly BoundStage<"bytes-bytes">[];
}

/**
 * Binds a codec list to one chunk spec: loads the engines, threads data type, shape, fill value and size bounds through
 * the stages, and answers one array → bytes codec that is synchronous when all of its stages are.
 */
export async function bindPipeline(
  entries: readonly CodecEntry[],
  spec: ChunkSpec,
  context: BindContext,
): Promise<Pipeline> {
  return chain(spec, await bindStages(entries, spec, context));
}

/** Binds each codec to the form of the data at its place. */
export async function bindStages(
  entries: readonly CodecEntry[],
  spec: ChunkSpec,
  context: BindContext,
): Promise<BoundStages> {
  const arrays: BoundStage<"array-array">[] = [];
  const bytes: BoundStage<"bytes-bytes">[] = [];
  let leaf: BoundStage<"array-bytes"> | undefined;
  let chunk = spec;
  let encoded: BytesSpec | undefined;
  const { bindCodec = bindOne } = context;
  for (const entry of entries) {
    const stage = { name: entry.extension.name, usesTools: entry.plugin.usesTools !== false };
    const bind = (here: SpecOf<Stage>) => bindCodec(entry, here, context);
    if (entry.plugin.stage === "array-array") {
      const codec = (await bind(chunk)) as ArrayToArray;
      arrays.push({ ...stage, codec, spec: chunk });
      chunk = codec.encodedSpec;
    } else if (entry.plugin.stage === "array-bytes") {
      const codec = (await bind(chunk)) as ArrayToBytes;
      // A shard is read by parts: how much of it one read may decode is checked then.
      if (!codec.subchunks || entry !== entries.at(-1)) checkChunkSize(spec, context.limits);
      leaf = { ...stage, codec, spec: chunk };
      encoded = { size: codec.encodedSize, elementSize: chunk.dataType.itemSize ?? 1 };
    } else {
      const codec = (await bind(encoded!)) as BytesToBytes;
      bytes.push({ ...stage, codec, spec: encoded! });
      encoded = { ...encoded!, size: codec.encodedSize(encoded!.size) };
    }
  }
  return { arrays, leaf: leaf!, bytes };
}

export async function bindOne(
  entry: CodecEntry,
  spec: SpecOf<Stage>,
  context: BindContext,
): Promise<BoundCodec[Stage]> {
  const module = await entry.plugin.load();
  const tools = entry.plugin.usesTools === false ? noTools : (await import("./tools.js")).toolsFor(context);
  return module.bind(module.parse(entry.extension.configuration, entry.origin), spec as never, tools);
}

/** For codecs that declare to use none. */
const noTools = {} as Tools;

function checkChunkSize(spec: ChunkSpec, limits: Limits): void {
  const { dataType, shape } = spec;
  const size = chunkMemory(spec);
  if (size <= limits.decodedBytes) return;
  throw new ZarrError(
    "limit-exceeded",
    `A chunk of shape [${shape}] and data type ${dataType.name} decodes to ${size} bytes, more than the limit of ${limits.decodedBytes}: raise \`limits.decodedBytes\` if the data is trusted.`,
  );
}
