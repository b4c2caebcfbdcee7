import {
  type CallOptions,
  inherit,
  type Key,
  keySegments,
  type Layered,
  type Store,
  type StoreMethods,
  type StoreTraits,
} from "@zarrkit/plugin-api";

/**
 * The part of a store below a path ("images/2024"; "" for all of it), as a store of its own: keys are relative to the path
 * and never lead out of it. Errors name the whole key.
 */
export function prefix<S extends Store>(inner: S, path: string): Layered<S> {
  const layer: Store = inherit<Store>(inner);
  if (path === "") return layer as Layered<S>;
  const segments = keySegments(path);
  const base = `${path}/`;
  const whole: Store = layer;

  const below = <A extends unknown[], R>(method: ((key: Key, ...rest: A) => R) | undefined) =>
    method && ((key: Key, ...rest: A) => method(base + key, ...rest));

  async function* list(start: string, options?: CallOptions) {
    for await (const key of whole.list?.(base + start, options) ?? []) yield key.slice(base.length);
  }

  const methods: { [M in keyof StoreMethods]: StoreMethods[M] | undefined } = {
    get: below(whole.get),
    getRange: below(whole.getRange),
    getRanges: below(whole.getRanges),
    getRangesVersioned: below(whole.getRangesVersioned),
    size: below(whole.size),
    getVersioned: below(whole.getVersioned),
    set: below(whole.set),
    delete: below(whole.delete),
    list: whole.list && list,
    listChildren: below(whole.listChildren),
    getSync: below(whole.getSync),
    getRangeSync: below(whole.getRangeSync),
  };
  const there = Object.entries(methods).filter(([, method]) => method !== undefined);
  return {
    ...whole,
    ...Object.fromEntries(there),
    ...(whole.traits && { traits: belowPath(whole.traits, segments) }),
  } as Layered<S>;
}

/**
 * The location of the part, where it can be told: a folder's URL, and names that are spelt alike in every kind of URL.
 */
function belowPath({ location, ...traits }: StoreTraits, segments: readonly string[]): StoreTraits {
  const plain = segments.every((segment) => encodeURIComponent(segment) === segment);
  const told = location !== undefined && plain && /^[^?#|]*\/$/.test(location);
  return told ? { ...traits, location: `${location}${segments.join("/")}/` } : traits;
}
