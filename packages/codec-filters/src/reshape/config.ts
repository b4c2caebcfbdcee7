import { field, invalid, type Origin, parseConfiguration, parseInteger, show } from "@zarrkit/plugin-api";

/** A length, −1 for the one that is left, or the decoded axes that the encoded one is made of. */
export type Axis = number | readonly number[];

/** As many as an array may have: what works axis by axis calls itself for each. */
const mostAxes = 64;

export interface ReshapeConfiguration {
  readonly shape: readonly Axis[];
  readonly path: string;
}

export function parseReshape(configuration: unknown, origin: Origin): ReshapeConfiguration {
  const { shape } = parseConfiguration(configuration, origin, ["shape"]);
  const path = field(origin, "shape");
  if (!Array.isArray(shape) || shape.length > mostAxes) {
    throw invalid(path, `expected a list of at most ${mostAxes} lengths and lists of axes, found ${show(shape)}`);
  }
  const axes = shape.map((entry, i) => parseAxis(entry, `${path}[${i}]`));
  if (axes.filter((axis) => axis === -1).length > 1) throw invalid(path, "only one length can be -1");
  const named = axes.flatMap((axis) => (typeof axis === "number" ? [] : axis));
  if (named.some((axis, i) => i > 0 && axis <= named[i - 1]!)) {
    throw invalid(path, `axes ${show(named)} do not increase; reshape never transposes`);
  }
  return { shape: axes, path };
}

function parseAxis(entry: unknown, path: string): Axis {
  if (Array.isArray(entry)) return entry.map((axis, i) => parseInteger(axis, `${path}[${i}]`, 0, 1023));
  if (entry === 0) throw invalid(path, "a length is at least 1");
  return parseInteger(entry, path, -1, Number.MAX_SAFE_INTEGER);
}
