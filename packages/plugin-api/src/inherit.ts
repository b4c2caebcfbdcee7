import type { Store } from "./store.js";

const methods = [
  "get",
  "getRange",
  "getRanges",
  "getRangesVersioned",
  "size",
  "getVersioned",
  "set",
  "delete",
  "list",
  "listChildren",
  "getSync",
  "getRangeSync",
  "flush",
  "close",
] as const;

/** What a layer returns: exactly the methods its inner store has, and the traits. */
export type Layered<S extends Store> = Pick<S, Extract<keyof S, keyof Store>>;

/**
 * A plain object with exactly the methods the inner store has, bound, and its traits: what a layer starts from before it
 * replaces some of them. No Proxy, so that a debugger shows what is there and a missing method stays missing.
 */
export function inherit<S extends Store>(inner: S): Layered<S> {
  const layer: Record<string, unknown> = {};
  for (const name of methods) {
    const method: unknown = inner[name];
    if (typeof method === "function") layer[name] = method.bind(inner);
  }
  if (inner.traits !== undefined) layer["traits"] = inner.traits;
  return layer as Layered<S>;
}
