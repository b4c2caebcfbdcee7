import { type Fill, isZarrError, type Tools } from "@zarrkit/plugin-api";
import type { Entries } from "./entries.js";
import type { StoredType } from "./numpy-type.js";
import type { Kernel } from "./value-codec.js";

/** A fill value as the one entry of a container; `undefined` where the document has none. */
export function fillEntries({ dataType }: StoredType, fill: Fill, tools: Tools): Entries | undefined {
  if (!(fill instanceof Uint8Array)) return undefined;
  const view = tools.scratch({ dataType, shape: [], fillValue: fill });
  dataType.load(fill, "little", view);
  return view.data as Entries;
}

/** The fill value of the encoded array. */
export function encodedFill(from: StoredType, fill: Fill, to: StoredType, tools: Tools, encode: Kernel): Fill {
  const entries = fillEntries(from, fill, tools);
  if (entries === undefined) return undefined;
  const encoded = tools.scratch({ dataType: to.dataType, shape: [], fillValue: undefined });
  encode(entries, encoded.data as Entries);
  const bytes = new Uint8Array(to.dataType.itemSize!);
  to.dataType.store(encoded, "little", bytes);
  return bytes;
}

/** The same, where a fill value that cannot be encoded leaves the encoded array without one. */
export function encodedFillIfAny(...args: Parameters<typeof encodedFill>): Fill {
  try {
    return encodedFill(...args);
  } catch (error) {
    if (isZarrError(error, "invalid-argument")) return undefined;
    throw error;
  }
}
