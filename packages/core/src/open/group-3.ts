import type { Exact } from "../json/parse.js";
import { parseConsolidated3 } from "../metadata/consolidated.js";
import { parseGroup3 } from "../metadata/group-3.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import type { Documents } from "./documents.js";
import { groupHandle } from "./group-handle.js";
import type { Located } from "./source.js";

/** A v3 group from its document, with the documents below it where they are consolidated there. */
export function openGroup3(located: Located, documents: Documents, json: Exact, useConsolidated: boolean): ZarrGroup {
  const metadata = parseGroup3(json);
  if (!useConsolidated || !metadata.document["consolidated_metadata"]) return groupHandle(located, metadata);
  const own = parseConsolidated3(metadata.document, located.path);
  // Inside consolidated metadata, groups bear empty ones of their own: what is below stands in the outer ones.
  const isEmpty = documents.areConsolidated && own?.documents.size === 0;
  return groupHandle(located, metadata, isEmpty ? undefined : own);
}
