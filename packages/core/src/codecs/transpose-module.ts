import { type CodecModule, field, invalid, type Origin, parseObject, show } from "@zarrkit/plugin-api";

interface Configuration {
  /** "C" and "F" stand in documents from before the acceptance of v3. */
  readonly order: readonly number[] | "C" | "F";
  readonly origin: Origin;
}

export const transposeModule: CodecModule<Configuration, "array-array"> = {
  parse(configuration, origin) {
    const { order } = parseObject(configuration, `${origin.path}.configuration`, ["order"]);
    const isList = Array.isArray(order) && order.every((axis) => Number.isInteger(axis));
    if (!isList && order !== "C" && order !== "F") {
      throw invalid(field(origin, "order"), `expected a list with every axis once, found ${show(order)}`);
    }
    return { order, origin };
  },

  toConfiguration: (configuration, _target, spec) => ({ order: permutation(configuration, spec.shape.length) }),

  bind(configuration, spec) {
    const order = permutation(configuration, spec.shape.length);
    const permuted = <T>(values: readonly T[]) => order.map((axis) => values[axis]!);
    return {
      encodedSpec: { ...spec, shape: permuted(spec.shape) },
      layout: (decoded) => ({ ...decoded, shape: permuted(decoded.shape), strides: permuted(decoded.strides) }),
      encodedRegion: ({ start, shape, step }) => ({
        start: permuted(start),
        shape: permuted(shape),
        ...(step && { step: permuted(step) }),
      }),
    };
  },
};

function permutation({ order, origin }: Configuration, rank: number): readonly number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  if (order === "C") return axes;
  if (order === "F") return axes.reverse();
  if (order.length !== rank || axes.some((axis) => !order.includes(axis))) {
    throw invalid(field(origin, "order"), `${show(order)} does not name each of the ${rank} axes once`);
  }
  return order;
}
