import {
  type ArrayToBytes,
  type Bytes,
  type ChunkSpec,
  type CodecModule,
  codecFailed,
  field,
  invalid,
  isZarrError,
  mostBytes,
  type Pipeline,
  type Region,
  type Tools,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import { type OptionalConfig, parse } from "./config.js";
import type { OptionalType } from "./data-type.js";
import { headerSize, join, split } from "./frame.js";

export { parse };

export const toConfiguration: CodecModule<OptionalConfig, "array-bytes">["toConfiguration"] = (config) => ({
  mask_codecs: config.maskCodecs,
  data_codecs: config.dataCodecs,
});

/** The codecs of the elements are bound anew for every chunk, since how many are there is another number in each. */
export async function bind(config: OptionalConfig, spec: ChunkSpec, tools: Tools): Promise<ArrayToBytes> {
  const { origin, maskCodecs, dataCodecs } = config;
  if (spec.dataType.name !== "zarrs.optional") {
    throw invalid(origin.path, `"zarrs.optional" stores only the data type of its name, not ${spec.dataType.name}`);
  }
  const type = spec.dataType as unknown as OptionalType;
  const { inner } = type;
  const count = spec.shape.reduce((product, length) => product * length, 1);
  const { dataType: bool } = await tools.dataType("bool", origin);
  const mask = await tools.bindPipeline(
    maskCodecs,
    { shape: spec.shape, dataType: bool, fillValue: Uint8Array.of(0) },
    { ...origin, path: field(origin, "mask_codecs") },
  );
  const innerFill = inner.fillFromScalar(inner.scalar(inner.allocate(1), 0));
  const dataFor = (present: number) =>
    tools.bindPipeline(
      dataCodecs,
      { shape: [present], dataType: inner, fillValue: innerFill },
      { ...origin, path: field(origin, "data_codecs") },
    );

  async function decode(source: Bytes, signal: AbortSignal | undefined): Promise<View<unknown[]>> {
    signal?.throwIfAborted();
    const { maskBytes, dataBytes } = split(source);
    const isThere = tools.scratch(mask.spec) as View<Uint8Array>;
    await decodeBy(mask, "mask", maskBytes, isThere, signal);
    const present = isThere.data.reduce((sum, one) => sum + one, 0);
    const whole = tools.scratch(spec) as View<unknown[]>;
    if (present === 0) {
      if (dataBytes.length > 0) throw codecFailed("zarrs.optional", "elements are stored that the mask does not know");
      return whole;
    }
    const data = await dataFor(present);
    const values = tools.scratch(data.spec);
    await decodeBy(data, "elements", dataBytes, values, signal);
    let at = 0;
    for (let i = 0; i < count; i++) {
      if (isThere.data[i] === 0) continue;
      whole.data[i] = type.wrap(inner.scalar(values.data, at));
      at += inner.lanes ?? 1;
    }
    return whole;
  }

  return {
    encodedSize: { atMost: headerSize + mostBytes(mask.encodedSize) + mostBytes((await dataFor(count)).encodedSize) },

    async decodeIntoAsync(source, destination, region, signal) {
      const whole = await decode(source, signal);
      tools.copy(region ? part(whole, region) : whole, destination);
    },

    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      const whole = tools.scratch(spec) as View<unknown[]>;
      tools.copy(source, whole);
      const isThere = tools.scratch(mask.spec) as View<Uint8Array>;
      const elements = whole.data.filter((element, i) => {
        isThere.data[i] = element === null ? 0 : 1;
        return element !== null;
      });
      const maskBytes = await encodeBy(mask, isThere, signal);
      if (elements.length === 0) return join(maskBytes, new Uint8Array(0));
      const data = await dataFor(elements.length);
      const values = tools.scratch(data.spec);
      for (const [i, element] of elements.entries()) {
        inner.setScalar(values.data, i * (inner.lanes ?? 1), type.unwrap(element));
      }
      return join(maskBytes, await encodeBy(data, values, signal));
    },
  };
}

async function decodeBy(
  pipeline: Pipeline,
  what: "mask" | "elements",
  source: Bytes,
  view: View,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    if (pipeline.decodeInto) pipeline.decodeInto(source, view);
    else await pipeline.decodeIntoAsync!(source, view, undefined, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (!isZarrError(error, "codec-failed")) throw error;
    throw new ZarrError("codec-failed", `zarrs.optional: its ${what} cannot be decoded: ${error.message}`, {
      fields: { ...error.fields, codec: "zarrs.optional" },
      cause: error,
    });
  }
}

async function encodeBy(pipeline: Pipeline, view: View, signal: AbortSignal | undefined): Promise<Bytes> {
  try {
    return pipeline.encode ? pipeline.encode(view) : await pipeline.encodeAsync!(view, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

function part(view: View, { start, shape, step }: Region): View {
  const offset = start.reduce((sum, at, axis) => sum + at * view.strides[axis]!, view.offset);
  return { ...view, offset, shape, strides: view.strides.map((stride, axis) => stride * (step?.[axis] ?? 1)) };
}
