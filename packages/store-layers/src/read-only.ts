import { inherit, type Layered, type Store } from "@zarrkit/plugin-api";

/** A store without the methods that write. */
export type ReadOnly<S extends Store> = Omit<Layered<S>, "set" | "delete">;

/** The same store, unable to write: `set` and `delete` are not there, as in a store that never could. */
export function readOnly<S extends Store>(inner: S): ReadOnly<S> {
  const { set: _set, delete: _delete, ...rest }: Store = inherit<Store>(inner);
  if (!rest.traits) return rest as ReadOnly<S>;
  const { conditionalWrites: _conditionalWrites, ...traits } = rest.traits;
  return { ...rest, traits } as ReadOnly<S>;
}
