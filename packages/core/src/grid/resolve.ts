import {
  type ChunkGrid,
  type ChunkKeyEncoding,
  type Lookup,
  type Origin,
  parseChoice,
  parseObject,
} from "@zarrkit/plugin-api";
import { parseRegularGrid } from "./regular.js";

interface Named {
  readonly name: string;
  readonly configuration?: unknown;
}

/** The grid a v3 document names; other grids than the regular and the rectilinear one are plugins. */
export async function resolveGrid(
  { name, configuration }: Named,
  arrayShape: readonly number[],
  origin: Origin,
  lookup: Lookup,
): Promise<ChunkGrid> {
  const plugin = lookup.find("chunk-grid", name);
  if (plugin) return (await plugin.load()).parse(configuration, arrayShape, origin);
  if (name === "regular") return parseRegularGrid(configuration, arrayShape, origin);
  if (name === "rectilinear") {
    return (await import("./rectilinear.js")).parseRectilinearGrid(configuration, arrayShape, origin);
  }
  throw await lookup.missing("chunk-grid", name, origin.path);
}

/** The spelling of chunk keys a v3 document names; others than "default" and "v2" are plugins. */
export async function resolveKeyEncoding(
  { name, configuration }: Named,
  origin: Origin,
  lookup: Lookup,
): Promise<ChunkKeyEncoding> {
  const plugin = lookup.find("chunk-key-encoding", name);
  if (plugin) return (await plugin.load()).parse(configuration, origin);
  if (name !== "default" && name !== "v2") throw await lookup.missing("chunk-key-encoding", name, origin.path);
  const path = `${origin.path}.configuration`;
  const { separator } = parseObject(configuration, path, ["separator"]);
  return keyEncoding(name, parseChoice(separator, `${path}.separator`, ["/", "."], name === "default" ? "/" : "."));
}

/**
 * "default": `c` and the indices ("c/0/1"; "c" for a 0-dimensional array). "v2": the indices alone ("0.1"; "0" for a
 * 0-dimensional array). zarr-specs v3.1, "Chunk key encoding".
 */
export function keyEncoding(name: "default" | "v2", separator: "/" | "."): ChunkKeyEncoding {
  return {
    name,
    configuration: { separator },
    encode: (position) =>
      (name === "default" ? ["c", ...position] : position.length === 0 ? [0] : position).join(separator),
  };
}
