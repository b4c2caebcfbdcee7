import type { Bytes, Key, Store, StoreMethods, StoreTraits } from "@zarrkit/plugin-api";

export type StoreMethod = keyof StoreMethods;

/** A store that certainly has these methods. */
export type StoreWith<M extends StoreMethod> = Store & Required<Pick<StoreMethods, M | "get">>;

/** What a case works on: a store over a place that holds exactly the case's entries. */
export interface Subject<M extends StoreMethod = "get"> {
  readonly store: StoreWith<M>;
  /** Another instance over the same place, as a second process or a later visit would make it. */
  again(): Promise<StoreWith<M>>;
}

export interface StoreCase {
  readonly name: string;
  /** The case is chosen where the store has all of these. */
  readonly needs: readonly StoreMethod[];
  readonly when: (traits: StoreTraits) => boolean;
  readonly skip: string | undefined;
  readonly entries: Readonly<Record<Key, Bytes>>;
  readonly run: (subject: Subject<StoreMethod>) => Promise<void>;
}

interface Choice {
  readonly when?: (traits: StoreTraits) => boolean;
  readonly skip?: string | undefined;
}

export function storeCase<M extends StoreMethod>(
  name: string,
  needs: readonly M[],
  entries: Readonly<Record<Key, Bytes>>,
  run: (subject: Subject<M>) => Promise<void>,
  choice: Choice = {},
): StoreCase {
  const { when = () => true, skip } = choice;
  return { name, needs, when, skip, entries, run: run as unknown as StoreCase["run"] };
}

/** All that an iteration yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
