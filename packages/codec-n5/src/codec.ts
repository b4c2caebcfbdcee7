import {
  type ArrayToBytes,
  type ChunkSpec,
  type CodecModule,
  codecFailed,
  field,
  invalid,
  isZarrError,
  mostBytes,
  type Pipeline,
  type Tools,
  ZarrError,
} from "@zarrkit/plugin-api";
import { type N5Config, parse } from "./config.js";
import { headerSize, readHeader, withHeader } from "./header.js";
import { overlap } from "./overlap.js";

export { parse };

export const toConfiguration: CodecModule<N5Config, "array-bytes">["toConfiguration"] = ({ codecs }) => ({ codecs });

/**
 * Each block says its own shape: at the array's edge some writers truncate it, others pad it. Blocks of the chunk's shape are
 * decoded by what is bound here, others by what is bound for them. Waiting is the only mode for that reason.
 */
export async function bind(config: N5Config, spec: ChunkSpec, tools: Tools): Promise<ArrayToBytes> {
  check(config, spec);
  const { shape: chunkShape, dataType } = spec;
  const origin = { ...config.origin, path: field(config.origin, "codecs") };
  const whole = await tools.bindPipeline(config.codecs, spec, origin);

  async function pipelineFor(shape: readonly number[]): Promise<Pipeline> {
    if (shape.every((length, axis) => length === chunkShape[axis])) return whole;
    const size = shape.reduce((product, length) => product * length, dataType.itemSize!);
    const most = tools.limits.decodedBytes;
    if (size > most) {
      const claim = `a block of shape [${shape}] claims ${size} bytes, more than \`limits.decodedBytes\` (${most})`;
      throw codecFailed("n5_default", claim);
    }
    return tools.bindPipeline(config.codecs, { ...spec, shape }, origin);
  }

  return {
    // A block may be larger than the chunk, to which only the limit sets an end.
    encodedSize: {
      atMost: headerSize(chunkShape.length) + Math.max(mostBytes(whole.encodedSize), tools.limits.decodedBytes),
    },

    async decodeIntoAsync(source, destination, region, signal) {
      signal?.throwIfAborted();
      const { shape, data } = readHeader(source, chunkShape.length);
      const pipeline = await pipelineFor(shape);
      signal?.throwIfAborted();
      const wanted = region ?? { start: chunkShape.map(() => 0), shape: chunkShape };
      const stored = overlap(wanted, shape);
      const isCovered = stored.shape.every((length, axis) => length === wanted.shape[axis]);
      if (!isCovered) tools.fill(spec, destination);
      if (stored.shape.includes(0)) return;
      const part = pipeline === whole && !region ? undefined : stored;
      const target = { ...destination, shape: stored.shape };
      try {
        if (pipeline.decodeInto) pipeline.decodeInto(data, target, part);
        else await pipeline.decodeIntoAsync!(data, target, part, signal);
      } catch (error) {
        signal?.throwIfAborted();
        throwNamed(error);
      }
    },

    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      try {
        const data = whole.encode ? whole.encode(source) : await whole.encodeAsync!(source, signal);
        return withHeader(chunkShape, data);
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}

/** N5's data types. */
const storable = /^(u?int(8|16|32|64)|float(32|64))$/;

function check({ dimensions, hasEndian, origin }: N5Config, { shape, dataType }: ChunkSpec): void {
  if (!storable.test(dataType.name)) {
    throw invalid(origin.path, `N5 has integers of 8 to 64 bits, float32 and float64, not ${dataType.name}`);
  }
  const path = field(origin, "codecs");
  if (dimensions !== shape.length) {
    throw invalid(`${path}[0].configuration.order`, `has ${dimensions} axes, but the array has ${shape.length}`);
  }
  if (!hasEndian && dataType.itemSize !== 1) {
    throw invalid(`${path}[1].configuration.endian`, `must be "big" for data type ${dataType.name}`);
  }
  if (shape.length > 0xffff || shape.some((length) => length > 0xffff_ffff)) {
    throw invalid(origin.path, `a chunk of shape [${shape}] does not fit the header of an N5 block`);
  }
}

/** An inner codec's error under the name that stands in the array's own list. */
function throwNamed(error: unknown): never {
  if (!isZarrError(error, "codec-failed")) throw error;
  throw new ZarrError("codec-failed", `n5_default: ${error.message}`, {
    fields: { ...error.fields, codec: "n5_default" },
    cause: error,
  });
}
