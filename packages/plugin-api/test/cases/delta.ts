import {
  type ArrayToArray,
  type ChunkSpec,
  type CodecPlugin,
  codecFailed,
  field,
  type Origin,
  parseConfiguration,
} from "../../src/index.js";
import { positionsOf } from "./arrays.js";

interface Delta {
  readonly dtype: unknown;
  readonly origin: Origin;
}

/** delta: a value codec, and one whose configuration holds a data type that core resolves. */
export function delta(dtype: string): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.delta",
    stage: "array-array",
    configuration: { dtype },
    load: async () => ({
      parse: (configuration, origin): Delta => ({
        dtype: parseConfiguration(configuration, origin, ["dtype"])["dtype"],
        origin,
      }),
      toConfiguration: (config: Delta) => ({ dtype: config.dtype }),
      async bind({ dtype: json, origin }: Delta, spec, tools) {
        const { dataType } = await tools.dataType(json, { ...origin, path: field(origin, "dtype") });
        return boundDelta({ ...spec, dataType });
      },
    }),
  };
}

function boundDelta(encodedSpec: ChunkSpec): ArrayToArray {
  return {
    encodedSpec,
    encode(source, destination) {
      let before = 0;
      const to = positionsOf(destination);
      positionsOf(source).forEach((from, i) => {
        const value = numberAt(source.data[from]);
        destination.data[to[i] ?? 0] = value - before;
        before = value;
      });
    },
    decode(source, destination) {
      let sum = 0;
      const to = positionsOf(destination);
      positionsOf(source).forEach((from, i) => {
        sum += numberAt(source.data[from]);
        destination.data[to[i] ?? 0] = sum;
      });
    },
  };
}

function numberAt(value: unknown): number {
  if (typeof value !== "number")
    throw codecFailed("numcodecs.delta", `${typeof value} elements have no difference here`);
  return value;
}
