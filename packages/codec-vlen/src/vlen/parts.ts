import {
  type Bytes,
  type ChunkSpec,
  codecFailed,
  field,
  isZarrError,
  type Tools,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import { elementCount } from "../elements/value-codec.js";
import type { VlenConfiguration } from "./config.js";

/** The offsets of the elements: one more than there are elements, through codecs of their own. */
export interface IndexPart {
  allocate(): View;
  encode(offsets: View): Bytes;
  decode(source: Bytes): View;
  encodeAsync(offsets: View, signal: AbortSignal | undefined): Promise<Bytes>;
  decodeAsync(source: Bytes, signal: AbortSignal | undefined): Promise<View>;
}

/** The bytes of the elements; nothing is stored for no bytes. `length` is how many must come out. */
export interface DataPart {
  encode(bytes: Bytes): Bytes;
  decode(source: Bytes, length: number): Bytes;
  encodeAsync(bytes: Bytes, signal: AbortSignal | undefined): Promise<Bytes>;
  decodeAsync(source: Bytes, length: number, signal: AbortSignal | undefined): Promise<Bytes>;
}

export interface Parts {
  readonly index: IndexPart;
  readonly data: DataPart;
  /** Whether the synchronous methods can be called. */
  readonly isSync: boolean;
}

export async function bindParts(config: VlenConfiguration, spec: ChunkSpec, tools: Tools): Promise<Parts> {
  const { indexCodecs, dataCodecs, indexDataType, origin } = config;
  const at = (name: string) => ({ name, format: origin.format, path: field(origin, name) });
  const { dataType } = await tools.dataType(indexDataType, at("index_data_type"));
  const indexSpec = { shape: [elementCount(spec.shape) + 1], dataType, fillValue: new Uint8Array(dataType.itemSize!) };
  const pipeline = await tools.bindPipeline(indexCodecs, indexSpec, at("index_codecs"));
  // `bytes` has nothing to do for single bytes; bound, it is checked, and completed when an array is created.
  const { dataType: byte } = await tools.dataType("uint8", at("data_codecs"));
  const none = { shape: [0], dataType: byte, fillValue: new Uint8Array(1) };
  await tools.bindPipeline(dataCodecs.slice(0, 1), none, at("data_codecs"));
  const size = { atMost: tools.limits.decodedBytes };
  const bytes = await tools.bindBytes(dataCodecs.slice(1), { size, elementSize: 1 }, at("data_codecs"), 1);

  const index: IndexPart = {
    allocate: () => tools.scratch(indexSpec),
    encode: (offsets) => pipeline.encode!(offsets),
    decode(source) {
      const offsets = tools.scratch(indexSpec);
      within("index", () => pipeline.decodeInto!(source, offsets));
      return offsets;
    },
    async encodeAsync(offsets, signal) {
      return pipeline.encode ? pipeline.encode(offsets) : pipeline.encodeAsync!(offsets, signal);
    },
    async decodeAsync(source, signal) {
      if (pipeline.decodeInto) return index.decode(source);
      const offsets = tools.scratch(indexSpec);
      await withinAsync("index", () => pipeline.decodeIntoAsync!(source, offsets, undefined, signal));
      return offsets;
    },
  };

  const data: DataPart = {
    encode: (source) => (source.length === 0 ? source : bytes.encode!(source)),
    decode: (source, length) =>
      exactly(length, length === 0 ? source : within("data", () => bytes.decode!(source, { exact: length }))),
    async encodeAsync(source, signal) {
      return bytes.encode || source.length === 0 ? data.encode(source) : bytes.encodeAsync!(source, signal);
    },
    async decodeAsync(source, length, signal) {
      if (bytes.decode || length === 0) return data.decode(source, length);
      return exactly(length, await withinAsync("data", () => bytes.decodeAsync!(source, { exact: length }, signal)));
    },
  };

  const isSync = [pipeline.decodeInto, pipeline.encode, bytes.decode, bytes.encode].every(Boolean);
  return { index, data, isSync };
}

function exactly(length: number, bytes: Bytes): Bytes {
  if (bytes.length === length) return bytes;
  throw codecFailed("zarrs.vlen", `its elements end at byte ${length} of ${bytes.length}`);
}

function within<T>(part: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asOwn(part, error);
  }
}

async function withinAsync<T>(part: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asOwn(part, error);
  }
}

/** What an inner codec reports, as this codec's error: whoever reads it knows this one from the document. */
function asOwn(part: string, error: unknown): unknown {
  if (!isZarrError(error, "codec-failed")) return error;
  return new ZarrError("codec-failed", `zarrs.vlen: its ${part}: ${error.message}`, {
    fields: { codec: "zarrs.vlen" },
    cause: error,
  });
}
