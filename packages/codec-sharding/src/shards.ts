import {
  type ArrayToBytes,
  type Bytes,
  type ChunkSpec,
  chunkMemory,
  type EncodeOptions,
  isZarrError,
  mostBytes,
  type Part,
  type Pipeline,
  type Region,
  type Size,
  type Tools,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import { assemble, assembleAny, type Piece } from "./assemble.js";
import type { ShardingConfig } from "./config.js";
import { decodedBytes } from "./decoded-bytes.js";
import type { IndexCodec } from "./index-codec.js";

/** All that is known of the shards of one array. */
export class Shards {
  readonly #inner: Pipeline;
  readonly #innerSpec: ChunkSpec;

  constructor(
    readonly config: ShardingConfig,
    readonly spec: ChunkSpec,
    readonly counts: readonly number[],
    inner: Pipeline,
    readonly index: IndexCodec,
    readonly tools: Tools,
  ) {
    this.#inner = inner;
    this.#innerSpec = inner.spec;
  }

  codec(): ArrayToBytes {
    const { config, counts, index } = this;
    const inner = this.#inner;
    const { indexLocation, chunkShape } = config;
    const common = {
      encodedSize: this.#bound(),
      subchunks: {
        shape: chunkShape,
        pipeline: inner,
        indexRange: indexLocation === "end" ? { suffix: index.size } : { offset: 0, length: index.size },
        readIndex: (bytes: Bytes, valueSize: number | undefined) => index.read(bytes, valueSize),
        assemble: (pieces: Iterable<Piece>) => assemble(pieces, counts, index, indexLocation),
      },
    };
    return {
      ...common,
      // An inner chain may read at once and write only by waiting: its encoder is loaded when something is written.
      ...(inner.decodeInto && {
        decodeInto: (source: Bytes, destination: View, region?: Region) =>
          this.#decodeInto(source, destination, region),
      }),
      ...(inner.encode && { encode: (source: View, options?: EncodeOptions) => this.#encode(source, options) }),
      encodeAsync: (source, signal, options) => this.#encodeAsync(source, signal, options),
      decodeIntoAsync: (source, destination, region, signal) =>
        this.#decodeIntoAsync(source, destination, region, signal),
    };
  }

  #bound(): Size {
    const total = this.counts.reduce((product, count) => product * count, 1);
    return { atMost: this.index.size + total * mostBytes(this.#inner.encodedSize) };
  }

  #decodeInto(source: Bytes, destination: View, region?: Region): void {
    for (const { bytes, part, target } of this.#parts(source, destination, region)) {
      if (bytes) named(part, () => this.#inner.decodeInto!(bytes, target, part.region));
      else this.tools.fill(this.#innerSpec, target);
    }
  }

  async #decodeIntoAsync(source: Bytes, destination: View, region?: Region, signal?: AbortSignal): Promise<void> {
    for (const { bytes, part, target } of this.#parts(source, destination, region)) {
      await this.tools.takeTurns();
      signal?.throwIfAborted();
      if (!bytes) this.tools.fill(this.#innerSpec, target);
      else if (this.#inner.decodeInto) named(part, () => this.#inner.decodeInto!(bytes, target, part.region));
      else {
        await this.#inner.decodeIntoAsync!(bytes, target, part.region, signal).catch((error) =>
          throwNamed(error, part),
        );
      }
    }
  }

  /** The inner chunks that a region touches, with their bytes and the place of their elements. */
  *#parts(
    source: Bytes,
    destination: View,
    region = this.#everything(),
  ): Generator<{ bytes: Bytes | undefined; part: Part; target: View }> {
    const { index, config, spec, tools } = this;
    const from = config.indexLocation === "start" ? 0 : Math.max(0, source.length - index.size);
    const places = index.read(source.subarray(from, from + index.size), source.length);
    const { decodedBytes: limit } = tools.limits;
    const isWithin = chunkMemory(this.spec) <= limit;
    let decoded = 0;
    for (const part of tools.partition(spec.shape, config.chunkShape, region)) {
      const place = places.locate(part.position);
      const bytes = place && source.subarray(place.offset, place.offset + place.length);
      // Entries may share their bytes, at every depth: without a bound, a small shard could keep a reader at work for ever.
      if (bytes && !isWithin) decoded += named(part, () => decodedBytes(this.#inner, bytes, part.region, tools));
      if (decoded > limit) throw tooMuch(decoded, limit);
      yield { bytes, part, target: within(destination, part.target) };
    }
  }

  #encode(source: View, options?: EncodeOptions): Bytes {
    const pieces: Piece[] = [];
    for (const { position, view } of this.#stored(source, options)) {
      pieces.push({ position, bytes: this.#inner.encode!(view, options) });
    }
    return assembleAny(pieces, this.counts, this.index, this.config.indexLocation);
  }

  async #encodeAsync(source: View, signal?: AbortSignal, options?: EncodeOptions): Promise<Bytes> {
    const inner = this.#inner;
    const pieces: Piece[] = [];
    for (const { position, view } of this.#stored(source, options)) {
      await this.tools.takeTurns();
      signal?.throwIfAborted();
      const bytes = inner.encode ? inner.encode(view, options) : await inner.encodeAsync!(view, signal, options);
      pieces.push({ position, bytes });
    }
    return assembleAny(pieces, this.counts, this.index, this.config.indexLocation);
  }

  /** Inner chunks that are not all fill value, or all of them on request, each in scratch of its own. */
  *#stored(
    source: View,
    { writeEmptyChunks = false }: EncodeOptions = {},
  ): Generator<{ position: readonly number[]; view: View }> {
    const { spec, config, tools } = this;
    for (const { position, target } of tools.partition(spec.shape, config.chunkShape, this.#everything())) {
      const view = tools.scratch(this.#innerSpec);
      tools.copy(within(source, target), view);
      if (writeEmptyChunks || !tools.isFill(this.#innerSpec, view)) yield { position, view };
    }
  }

  #everything(): Region {
    return { start: this.spec.shape.map(() => 0), shape: this.spec.shape };
  }
}

function tooMuch(bytes: number, limit: number): ZarrError {
  const problem = `sharding_indexed: the inner chunks wanted decode to ${bytes} bytes and more, over the limit of ${limit}`;
  return new ZarrError("limit-exceeded", `${problem}: select less at once, or raise \`limits.decodedBytes\`.`);
}

function within(view: View, { start, shape }: Region): View {
  const offset = start.reduce((sum, at, axis) => sum + at * view.strides[axis]!, view.offset);
  return { ...view, offset, shape };
}

/** Runs a decoding; its error then names the inner chunk. */
function named<T>(part: Part, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throwNamed(error, part);
  }
}

function throwNamed(error: unknown, { position }: Part): never {
  if (!isZarrError(error)) throw error;
  throw new ZarrError(error.code, `Inner chunk [${position}] of the shard: ${error.message}`, {
    fields: { ...error.fields, codec: "sharding_indexed" },
    cause: error,
  });
}
