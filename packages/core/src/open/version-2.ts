import type { Exact } from "../json/parse.js";
import { parseConsolidated2 } from "../metadata/consolidated.js";
import { parseArray2, parseGroup2 } from "../metadata/version-2.js";
import type { ZarrArray } from "../node/zarr-array.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { joinKey } from "../store/path.js";
import { type Documents, inDocument } from "./documents.js";
import { arrayHandle, groupHandle } from "./handles.js";
import type { Located } from "./source.js";

/** The v2 documents that are likely to be there, asked for before it is known whether the node is v2 at all. */
export interface Probe {
  readonly array?: Exact | undefined;
  readonly consolidated?: Exact | undefined;
}

export async function probe2(
  documents: Documents,
  wanted: "array" | "group" | "any",
  useConsolidated: boolean,
): Promise<Probe> {
  if (wanted !== "group") return { array: await documents.read(".zarray") };
  return useConsolidated ? { consolidated: await documents.read(".zmetadata") } : {};
}

/** Opens a v2 node from what the probe found, asking for what is still missing; `undefined` when nothing is there. */
export async function open2(
  located: Located,
  documents: Documents,
  probe: Probe,
  useConsolidated: boolean,
): Promise<ZarrArray | ZarrGroup | undefined> {
  const { consolidated } = probe;
  if (consolidated !== undefined) return consolidatedGroup(located, consolidated);
  const array = probe.array ?? (await documents.read(".zarray"));
  if (array !== undefined) {
    const attributes = await documents.read(".zattrs");
    return arrayHandle(
      located,
      await inDocument(located, ".zarray", () => parseArray2(array, attributes, located.registry)),
    );
  }
  const group = await documents.read(".zgroup");
  if (group === undefined) return undefined;
  const [attributes, late] = await Promise.all([
    documents.read(".zattrs"),
    // Opened as "any" node: only now is it known that this is a group.
    useConsolidated && !located.consolidated && !("consolidated" in probe) ? documents.read(".zmetadata") : undefined,
  ]);
  if (late !== undefined) return consolidatedGroup(located, late);
  return groupHandle(located, await inDocument(located, ".zgroup", () => parseGroup2(group, attributes)));
}

async function consolidatedGroup(located: Located, json: Exact): Promise<ZarrGroup | undefined> {
  const consolidated = await inDocument(located, ".zmetadata", () => parseConsolidated2(json, located.path));
  const document = (name: string) => consolidated.documents.get(joinKey(located.path, name));
  const group = document(".zgroup");
  if (group === undefined) return undefined;
  const metadata = await inDocument(located, ".zgroup", () => parseGroup2(group, document(".zattrs")));
  return groupHandle(located, metadata, consolidated);
}
