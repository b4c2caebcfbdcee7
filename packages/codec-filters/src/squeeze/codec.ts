import type { CodecModule } from "@zarrkit/plugin-api";
import { parseSqueeze } from "./config.js";

type Module = CodecModule<object, "array-array">;

export const parse: Module["parse"] = parseSqueeze;

export const toConfiguration: Module["toConfiguration"] = () => ({});

export const bind: Module["bind"] = (_config, spec) => {
  const kept = spec.shape.flatMap((length, axis) => (length === 1 ? [] : [axis]));
  if (kept.length === 0) {
    // zarrs leaves one axis where all would go.
    return {
      encodedSpec: { ...spec, shape: [1] },
      encodedRegion: () => ({ start: [0], shape: [1] }),
      layout: (decoded) => ({ ...decoded, shape: [1], strides: [1] }),
    };
  }
  const keep = (numbers: readonly number[]) => kept.map((axis) => numbers[axis]!);
  return {
    encodedSpec: { ...spec, shape: keep(spec.shape) },
    encodedRegion: ({ start, shape, step }) => ({
      start: keep(start),
      shape: keep(shape),
      ...(step && { step: keep(step) }),
    }),
    // A region has the chunk's axes too, with one element along those that go.
    layout: (decoded) => ({ ...decoded, shape: keep(decoded.shape), strides: keep(decoded.strides) }),
  };
};
