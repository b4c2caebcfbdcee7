import type { GroupMetadata } from "../metadata/array-metadata.js";
import type { Consolidated } from "../metadata/consolidated.js";
import { ZarrGroup } from "../node/zarr-group.js";
import type { Located } from "./source.js";

/** The handle of a group. Consolidated documents of its own replace those it was opened from. */
export function groupHandle(located: Located, metadata: GroupMetadata, own?: Consolidated): ZarrGroup {
  const { store, path, registry, limits, consolidated } = located;
  return new ZarrGroup({ store, path, metadata, registry, limits, consolidated: own ?? consolidated });
}
