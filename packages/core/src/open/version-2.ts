import type { Exact } from "../json/parse.js";
import { parseConsolidated2 } from "../metadata/consolidated.js";
import { inDocument } from "../metadata/in-document.js";
import { parseArray2, parseGroup2 } from "../metadata/version-2.js";
import type { ZarrArray } from "../node/zarr-array.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { joinKey } from "../store/path.js";
import { arrayHandle } from "./array-handle.js";
import type { Documents } from "./documents.js";
import { groupHandle } from "./group-handle.js";
import type { Located } from "./source.js";

/** Documents that were asked for before it was known whether the node is v2 at all, by name; `undefined`: not there. */
export type Probed = { readonly [name: string]: Exact | undefined };

/** Opens a v2 node, asking for what was not probed; `undefined` when nothing is there. */
export async function open2(
  located: Located,
  documents: Documents,
  probed: Probed,
  useConsolidated: boolean,
): Promise<ZarrArray | ZarrGroup | undefined> {
  const read = async (name: string) => (name in probed ? probed[name] : documents.read(name));
  if (probed[".zmetadata"] !== undefined) return consolidatedGroup(located, probed[".zmetadata"], read);
  const array = await read(".zarray");
  if (array !== undefined) {
    const attributes = await read(".zattrs");
    return arrayHandle(
      located,
      await inDocument(located, ".zarray", () => parseArray2(array, attributes, located.registry)),
    );
  }
  const group = await read(".zgroup");
  if (group === undefined) return undefined;
  const [attributes, consolidated] = await Promise.all([
    read(".zattrs"),
    useConsolidated && !located.consolidated ? read(".zmetadata") : undefined,
  ]);
  if (consolidated !== undefined) return consolidatedGroup(located, consolidated, read);
  return groupHandle(located, await inDocument(located, ".zgroup", () => parseGroup2(group, attributes)));
}

/** What is consolidated may be of what lies below alone: the group's own documents are then those in the store. */
async function consolidatedGroup(
  located: Located,
  json: Exact,
  read: (name: string) => Promise<Exact | undefined>,
): Promise<ZarrGroup | undefined> {
  const consolidated = await inDocument(located, ".zmetadata", () => parseConsolidated2(json, located.path));
  const document = async (name: string) => consolidated.documents.get(joinKey(located.path, name));
  const isWhole = consolidated.documents.has(joinKey(located.path, ".zgroup"));
  const [group, attributes] = await Promise.all([".zgroup", ".zattrs"].map(isWhole ? document : read));
  if (group === undefined) return undefined;
  const metadata = await inDocument(located, ".zgroup", () => parseGroup2(group, attributes));
  return groupHandle(located, metadata, consolidated);
}
