import type { Key } from "@zarrkit/plugin-api";
import { isDocument } from "../read/documents.js";

/** RFC-9: the root's document, then those below it breadth first, then all else in the order given. */
export function jsonFirst<T extends { readonly key: Key }>(entries: Iterable<T>): T[] {
  const documents: T[] = [];
  const others: T[] = [];
  for (const entry of entries) (isDocument(entry.key) ? documents : others).push(entry);
  return [...documents.sort((a, b) => depth(a.key) - depth(b.key) || (a.key < b.key ? -1 : 1)), ...others];
}

function depth(key: Key): number {
  return key.split("/").length;
}
