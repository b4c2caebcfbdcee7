import { type CallOptions, type Limits, type Place, type Store, type StoreLike, ZarrError } from "@zarrkit/plugin-api";
import type { Consolidated } from "../metadata/consolidated.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { defaultLimits } from "../pipeline/limits.js";
import { type Registry, registry as sharedRegistry } from "../registry/registry.js";
import { resolveUrl } from "../registry/resolve-url.js";
import { childPath } from "../store/path.js";
import { toStore } from "../store/wrap.js";

/** Where a node is: a URL, a store (its root), a store and a path, or a group (with `path`: one of its descendants). */
export type Source = string | URL | StoreLike | Place | ZarrGroup;

export interface SourceOptions extends CallOptions {
  /** Path of the node below the source: "images/0". */
  readonly path?: string | undefined;
  /**
   * The format to open (one request fewer) or to create. Default: a group's own, so that it finds what is created in it; else
   * what is there, v3 preferred; new nodes are v3.
   */
  readonly format?: 2 | 3 | undefined;
  /** Where stores, codecs and the rest are looked up. Default: the shared registry; for a group's children the group's. */
  readonly registry?: Registry | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

/** A source, resolved. */
export interface Located {
  readonly store: Store;
  readonly path: string;
  readonly registry: Registry;
  readonly limits: Limits;
  readonly consolidated: Consolidated | undefined;
  /** Known where the user names it, and for what lies below an opened group. */
  readonly format: 2 | 3 | undefined;
  /** What the user gave, for messages. */
  readonly source: Source;
}

export async function locate(source: Source, options: SourceOptions): Promise<Located> {
  options.signal?.throwIfAborted();
  const parent = isGroup(source) ? source : undefined;
  const registry = options.registry ?? parent?.parts.registry ?? sharedRegistry;
  const format = options.format ?? parent?.format;
  // v2 takes "\\" for "/" and several for one ("Logical storage paths"); in v3 they are part of a name, or none.
  const path = format === 2 ? options.path?.replace(/[\\/]+/g, "/") : options.path;
  const place = await placeOf(source, registry, options);
  return {
    store: await toStore(place.store),
    path: path ? childPath(place.path, path) : place.path,
    registry,
    limits: { ...(parent?.parts.limits ?? defaultLimits), ...options.limits },
    consolidated: parent?.parts.consolidated,
    format,
    source,
  };
}

async function placeOf(source: Source, registry: Registry, options: SourceOptions): Promise<Place> {
  if (typeof source === "string" || source instanceof URL) return resolveUrl(String(source), registry, options);
  if (typeof source !== "object" || source === null) {
    throw new ZarrError(
      "invalid-argument",
      `Nothing can be opened from ${String(source)}: give a URL, a store, { store, path } or a group.`,
    );
  }
  if ("store" in source && !(source instanceof Map))
    return { store: source.store, path: childPath("", source.path ?? "") };
  return { store: source as StoreLike, path: "" };
}

/** By its kind, not its class: a page that opens arrays only does not carry the class. */
function isGroup(source: Source): source is ZarrGroup {
  return typeof source === "object" && source !== null && "kind" in source && source.kind === "group";
}
