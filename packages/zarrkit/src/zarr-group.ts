import * as core from "@zarrkit/core";
import { ZarrArray } from "./zarr-array.js";

/** A handle of a group with core's functions as methods. */
export class ZarrGroup extends core.ZarrGroup {
  /** Opens a descendant, whatever it is. */
  async open(path: string, options?: core.OpenOptions): Promise<ZarrArray | ZarrGroup> {
    return bound(await core.open(this, { ...options, path }));
  }

  async openArray(path: string, options?: core.OpenOptions): Promise<ZarrArray> {
    return new ZarrArray((await core.openArray(this, { ...options, path })).parts);
  }

  async openGroup(path: string, options?: core.OpenOptions): Promise<ZarrGroup> {
    return new ZarrGroup((await core.openGroup(this, { ...options, path })).parts);
  }

  /** Names of the direct children: see `keys` of @zarrkit/core. */
  keys(options?: core.OpenOptions): Promise<string[]> {
    return core.keys(this, options);
  }

  /** Direct children, opened: see `members` of @zarrkit/core. */
  async *members(options?: core.OpenOptions): AsyncIterable<readonly [name: string, node: ZarrArray | ZarrGroup]> {
    for await (const [name, node] of core.members(this, options)) yield [name, bound(node)] as const;
  }
}

function bound(node: core.ZarrArray | core.ZarrGroup): ZarrArray | ZarrGroup {
  return node.kind === "array" ? new ZarrArray(node.parts) : new ZarrGroup(node.parts);
}
