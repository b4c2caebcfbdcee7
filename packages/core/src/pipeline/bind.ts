import {
  type ArrayToArray,
  type ArrayToBytes,
  type Bytes,
  type BytesSpec,
  type BytesToBytes,
  type ChunkSpec,
  type Extension,
  type Limits,
  type Lookup,
  type Origin,
  type Pipeline,
  type SpecOf,
  type Stage,
  type Tools,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import { resolveDataType } from "../dtype/resolve.js";
import { copy } from "../shape/copy.js";
import { elementCount } from "../shape/strides.js";
import { allocateView, subview } from "../shape/view.js";
import { ArrayChain } from "./array-chain.js";
import { BytesChain, guarded } from "./bytes-chain.js";
import { type CodecEntry, checkOrder, resolveCodecs } from "./codec-list.js";

export interface BindContext {
  readonly lookup: Lookup;
  readonly limits: Limits;
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
  checkChunkSize(spec, context.limits);
  const tools = toolsFor(context);
  const arrays: { codec: ArrayToArray; spec: ChunkSpec }[] = [];
  const bytes: [string, BytesToBytes][] = [];
  let leaf: ArrayToBytes | undefined;
  let leafName = "";
  let chunk = spec;
  let encoded: BytesSpec | undefined;

  for (const entry of entries) {
    const { name } = entry.extension;
    if (entry.plugin.stage === "array-array") {
      const codec = (await bindOne(entry, chunk, tools)) as ArrayToArray;
      arrays.push({ codec, spec: chunk });
      chunk = codec.encodedSpec;
    } else if (entry.plugin.stage === "array-bytes") {
      leaf = (await bindOne(entry, chunk, tools)) as ArrayToBytes;
      leafName = name;
      encoded = { size: leaf.encodedSize, elementSize: chunk.dataType.itemSize ?? 1 };
    } else {
      const codec = (await bindOne(entry, encoded!, tools)) as BytesToBytes;
      bytes.push([name, codec]);
      encoded = { ...encoded!, size: codec.encodedSize(encoded!.size) };
    }
  }
  const first = { size: leaf!.encodedSize, elementSize: chunk.dataType.itemSize ?? 1 };
  return assemble(
    spec,
    new ArrayChain(arrays),
    { name: leafName, codec: leaf!, spec: chunk },
    new BytesChain(bytes, first),
  );
}

interface LeafStage {
  readonly name: string;
  readonly codec: ArrayToBytes;
  /** The form of the array that the codec turns into bytes. */
  readonly spec: ChunkSpec;
}

function assemble(spec: ChunkSpec, arrays: ArrayChain, leaf: LeafStage, bytes: BytesChain): Pipeline {
  const { codec } = leaf;
  const { decodeInto, encode } = codec;

  /** Decodes from the array → bytes codec's own encoded form. */
  function decodeArray(source: Bytes, destination: View, region?: Parameters<NonNullable<typeof decodeInto>>[2]): void {
    guarded(leaf, () => arrays.decode((view, part) => codec.decodeInto!(source, view, part), destination, region));
  }

  const pipeline = {
    spec,
    encodedSize: bytes.encodedSize,
    ...(decodeInto &&
      encode &&
      bytes.sync &&
      !bytes.prefersAsync && {
        decodeInto: (source, destination, region) => decodeArray(bytes.decode(source), destination, region),
        encode: (source) => bytes.encode(guarded(leaf, () => codec.encode!(arrays.encode(source)))),
      }),
    async decodeIntoAsync(source, destination, region, signal) {
      const decoded = await bytes.decodeAsync(source, signal);
      if (decodeInto) return decodeArray(decoded, destination, region);
      const whole = allocateView(leaf.spec.dataType, leaf.spec.shape);
      await codec.decodeIntoAsync!(decoded, whole, undefined, signal);
      arrays.decode((view, part) => copy(part ? subview(whole, part) : whole, view), destination, region);
    },
    async encodeAsync(source, signal) {
      const view = arrays.encode(source);
      const encoded = encode ? guarded(leaf, () => codec.encode!(view)) : await codec.encodeAsync!(view, signal);
      return bytes.encodeAsync(encoded, signal);
    },
  } satisfies Pipeline as Pipeline;
  return pipeline;
}

export async function bindOne<S extends Stage>(
  { extension, plugin, origin }: CodecEntry,
  spec: SpecOf<S>,
  tools: Tools,
) {
  const module = await plugin.load();
  return module.bind(module.parse(extension.configuration, origin), spec as never, tools);
}

function checkChunkSize({ dataType, shape }: ChunkSpec, limits: Limits): void {
  const size = elementCount(shape) * (dataType.itemSize ?? 1);
  if (size <= limits.decodedBytes) return;
  throw new ZarrError(
    "limit-exceeded",
    `A chunk of shape [${shape}] and data type ${dataType.name} decodes to ${size} bytes, more than the limit of ${limits.decodedBytes}: raise \`limits.decodedBytes\` if the data is trusted.`,
  );
}

/** What codecs are handed of core's arithmetic. */
export function toolsFor(context: BindContext): Tools {
  const { lookup, limits } = context;
  async function resolved(list: readonly Extension[], origin: Origin) {
    return resolveCodecs(list, origin, lookup);
  }
  return {
    limits,
    copy,
    scratch: (spec) => allocateView(spec.dataType, spec.shape),
    dataType: (json, origin) => resolveDataType(json, origin, lookup),
    async bindPipeline(codecs, spec, origin) {
      const entries = await resolved(codecs, origin);
      checkOrder(entries, origin.path);
      return bindPipeline(entries, spec, context);
    },
    async bindBytes(codecs, spec, origin) {
      const stages: [string, BytesToBytes][] = [];
      let size = spec.size;
      for (const entry of await resolved(codecs, origin)) {
        const codec = (await bindOne(entry, { ...spec, size }, toolsFor(context))) as BytesToBytes;
        stages.push([entry.extension.name, codec]);
        size = codec.encodedSize(size);
      }
      const chain = new BytesChain(stages, spec);
      return {
        encodedSize: () => chain.encodedSize,
        asyncFrom: 0,
        decodeAsync: (source, _size, signal) => chain.decodeAsync(source, signal),
        encodeAsync: (source, signal) => chain.encodeAsync(source, signal),
        ...(chain.sync && {
          decode: (source: Bytes) => chain.decode(source),
          encode: (source: Bytes) => chain.encode(source),
        }),
      } as BytesToBytes;
    },
  };
}
