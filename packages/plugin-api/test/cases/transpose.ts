import {
  type ArrayToArray,
  type ChunkSpec,
  type CodecPlugin,
  field,
  invalid,
  parseConfiguration,
  type Region,
} from "../../src/index.js";

interface Transpose {
  readonly order: readonly number[];
  readonly path: string;
}

/** transpose: a layout, so nothing is copied and regions translate. `encoded.shape[i] = decoded.shape[order[i]]`. */
export function transpose(order: readonly number[]): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "transpose",
    stage: "array-array",
    configuration: { order },
    load: async () => ({
      parse(configuration, origin): Transpose {
        const { order: given } = parseConfiguration(configuration, origin, ["order"]);
        const path = field(origin, "order");
        if (!Array.isArray(given) || !given.every(Number.isInteger)) throw invalid(path, "expected a list of axes");
        return { order: given as number[], path };
      },
      toConfiguration: (config: Transpose) => ({ order: config.order }),
      bind: (config: Transpose, spec) => boundTranspose(config, spec),
    }),
  };
}

function boundTranspose({ order, path }: Transpose, spec: ChunkSpec): ArrayToArray {
  const isPermutation = order.toSorted((a, b) => a - b).every((axis, i) => axis === i);
  if (order.length !== spec.shape.length || !isPermutation)
    throw invalid(path, "is no permutation of the chunk's axes");
  const permuted = (list: readonly number[]) => order.map((axis) => list[axis] ?? 0);
  return {
    encodedSpec: { ...spec, shape: permuted(spec.shape) },
    layout: (decoded) => ({ ...decoded, shape: permuted(decoded.shape), strides: permuted(decoded.strides) }),
    encodedRegion: ({ start, shape, step }): Region => ({
      start: permuted(start),
      shape: permuted(shape),
      ...(step && { step: permuted(step) }),
    }),
  };
}
