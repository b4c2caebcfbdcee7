import type { CodecModule } from "@zarrkit/plugin-api";
import { parseReshape, type ReshapeConfiguration } from "./config.js";
import { encodedShape } from "./encoded-shape.js";
import { axisGroups, encodedLengths, encodedRegion } from "./groups.js";
import { reshaped } from "./reshaped.js";

type Module = CodecModule<ReshapeConfiguration, "array-array">;

export const parse: Module["parse"] = parseReshape;

export const toConfiguration: Module["toConfiguration"] = ({ shape }) => ({ shape });

export const bind: Module["bind"] = (config, spec) => {
  const shape = encodedShape(config, spec.shape);
  const groups = axisGroups(spec.shape, shape);
  return {
    encodedSpec: { ...spec, shape },
    encodedRegion: (region) => encodedRegion(groups, region),
    layout: (decoded) => reshaped(decoded, encodedLengths(groups, decoded.shape)),
  };
};
