import {
  type ArrayToArray,
  type ChunkSpec,
  type CodecModule,
  type CodecPlugin,
  codecFailed,
  parseConfiguration,
  type Region,
  type View,
} from "@zarrkit/plugin-api";
import { elementsOf } from "./plain-codec.js";

export type LayoutCodec = ArrayToArray & { layout(decoded: View): View | undefined };
export type ValueCodec = Exclude<ArrayToArray, LayoutCodec>;

/** A right layout codec: the axes in reverse. */
export function flipCodec(spec: ChunkSpec): LayoutCodec {
  const turn = (list: readonly number[]) => list.toReversed();
  return {
    encodedSpec: { ...spec, shape: turn(spec.shape) },
    layout: (decoded) => ({ ...decoded, shape: turn(decoded.shape), strides: turn(decoded.strides) }),
    encodedRegion: ({ start, shape, step }): Region => ({
      start: turn(start),
      shape: turn(shape),
      ...(step && { step: turn(step) }),
    }),
  };
}

/** A right value codec: each element is the difference to the one before, in C order. */
export function differencesCodec(spec: ChunkSpec): ValueCodec {
  const positions = (view: View) =>
    elementsOf({ start: view.shape.map(() => 0), shape: view.shape }, view.shape).map((_, i) => at(view, i));
  return {
    encodedSpec: spec,
    encode(source, destination) {
      let before = 0;
      const to = positions(destination);
      positions(source).forEach((from, i) => {
        const value = source.data[from] as number;
        destination.data[to[i] ?? 0] = value - before;
        before = value;
      });
    },
    decode(source, destination) {
      let sum = 0;
      const to = positions(destination);
      positions(source).forEach((from, i) => {
        sum = (sum + (source.data[from] as number)) | 0;
        destination.data[to[i] ?? 0] = sum;
      });
    },
  };
}

/** A right value codec that can refuse: adds one to elements below a limit, and works on any region. */
export function stepsCodec(spec: ChunkSpec): ValueCodec {
  const base = differencesCodec(spec);
  const map = (source: View, destination: View, change: (value: number) => number) =>
    elementsOf({ start: source.shape.map(() => 0), shape: source.shape }, source.shape).forEach((_, i) => {
      destination.data[at(destination, i)] = change(source.data[at(source, i)] as number);
    });
  return {
    ...base,
    encodedRegion: (region) => region,
    encode: (source, destination) => map(source, destination, (value) => value + 1),
    decode: (source, destination) =>
      map(source, destination, (value) => {
        if (value <= 0) throw codecFailed("steps", `${value} is no step`);
        return value - 1;
      }),
  };
}

/** Where element `index`, counted in C order, begins in the view's data. */
function at(view: View, index: number): number {
  let position = view.offset;
  for (let axis = view.shape.length - 1; axis >= 0; axis--) {
    const length = view.shape[axis] ?? 1;
    position += (index % length) * (view.strides[axis] ?? 0);
    index = Math.floor(index / length);
  }
  return position;
}

export function arrayPlugin(
  name: string,
  bind: (spec: ChunkSpec) => ArrayToArray,
  more: Partial<CodecPlugin<"array-array">> = {},
): CodecPlugin<"array-array"> {
  const module: CodecModule<object, "array-array"> = {
    parse: (configuration, origin) => parseConfiguration(configuration, origin, []),
    toConfiguration: () => ({}),
    bind: (_, spec) => bind(spec),
  };
  return { kind: "codec", api: 1, name, stage: "array-array", load: async () => module, ...more };
}
