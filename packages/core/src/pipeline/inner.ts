import {
  type Bytes,
  type BytesSpec,
  type BytesToBytes,
  type ChunkSpec,
  type Extension,
  invalid,
  type Origin,
  type Pipeline,
  type Size,
} from "@zarrkit/plugin-api";
import { type BindContext, type BoundStage, bindOne, bindPipeline } from "./bind.js";
import { BytesChain } from "./bytes-chain.js";
import { checkOrder, resolveCodecs } from "./codec-list.js";

/** The codec list inside a codec's configuration (sharding), bound like an array's. */
export async function bindInnerPipeline(
  context: BindContext,
  codecs: readonly Extension[],
  spec: ChunkSpec,
  origin: Origin,
): Promise<Pipeline> {
  const entries = await resolveCodecs(codecs, origin, context.lookup);
  await checkOrder(entries, origin.path);
  return bindPipeline(entries, spec, context);
}

/** A list of bytes → bytes codecs inside a codec's configuration, as one; `invalid-metadata` for codecs of other stages. */
export async function bindInnerBytes(
  context: BindContext,
  codecs: readonly Extension[],
  spec: BytesSpec,
  origin: Origin,
  first?: number,
): Promise<BytesToBytes> {
  const stages: BoundStage<"bytes-bytes">[] = [];
  const { bindCodec = bindOne } = context;
  let here = spec;
  for (const entry of await resolveCodecs(codecs, origin, context.lookup, first)) {
    const { stage, name } = entry.plugin;
    if (stage !== "bytes-bytes") {
      throw invalid(entry.origin.path, `only bytes-bytes codecs can stand here, "${name}" is an ${stage} one`);
    }
    const codec = (await bindCodec(entry, here, context)) as BytesToBytes;
    stages.push({ name: entry.extension.name, codec, spec: here, usesTools: entry.plugin.usesTools !== false });
    here = { ...here, size: codec.encodedSize(here.size) };
  }
  const chain = new BytesChain(stages, spec.size);
  return {
    encodedSize: (decoded) => chain.encodedSize(decoded),
    result: chain.result,
    asyncFrom: chain.prefersAsync ? 0 : Number.POSITIVE_INFINITY,
    decodeAsync: (source, size, signal) => chain.decodeAsync(source, size, signal),
    encodeAsync: (source, signal) => chain.encodeAsync(source, signal),
    ...(chain.decodesSync && { decode: (source: Bytes, size: Size, out?: Bytes) => chain.decode(source, size, out) }),
    ...(chain.encodesSync && { encode: (source: Bytes) => chain.encode(source) }),
  };
}
