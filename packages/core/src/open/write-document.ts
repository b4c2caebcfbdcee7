import type { CallOptions, Writable } from "@zarrkit/plugin-api";
import { printJson } from "../json/print.js";
import type { Document } from "../metadata/array-metadata.js";

/** Writes one metadata document; with `onlyIfAbsent` the store throws `conflict` where there is one. */
export function writeDocument(
  store: Writable,
  key: string,
  document: Document,
  { signal }: CallOptions,
  onlyIfAbsent = false,
): Promise<void> {
  const bytes = new TextEncoder().encode(printJson(document as never));
  return store.set(key, bytes, { signal, ...(onlyIfAbsent && { onlyIf: "absent" as const }) });
}
