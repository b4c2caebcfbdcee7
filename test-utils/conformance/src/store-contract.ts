import type { Bytes, Key, Store } from "@zarrkit/plugin-api";
import { copyOf } from "./bytes.js";
import { type Case, type Skips, toCases } from "./case.js";
import { abortCases } from "./store/abort.js";
import { listingCases } from "./store/listing.js";
import { malformedKeyCases } from "./store/malformed-keys.js";
import { onlyIfAbsentCases } from "./store/only-if-absent.js";
import { onlyIfVersionCases } from "./store/only-if-version.js";
import { rangeCases } from "./store/ranges.js";
import { readingCases } from "./store/reading.js";
import type { StoreCase, StoreMethod, Subject } from "./store/subject.js";
import { synchronousCases } from "./store/synchronous.js";
import { unusualKeyCases } from "./store/unusual-keys.js";
import { versionedRangeCases } from "./store/versioned-ranges.js";
import { wholeCases } from "./store/whole.js";
import { writingCases } from "./store/writing.js";

/** Values by key: what a place holds before the store under test is made. */
export type Entries = ReadonlyMap<Key, Uint8Array<ArrayBuffer>>;

export interface StoreContractOptions<Place> {
  /**
   * Makes a fresh place (a Map, a folder, a served URL, the bytes of an archive) that holds exactly these values. It goes
   * around the store, so that a store which cannot write is tested too. The bytes are the place's own.
   */
  seed(entries: Entries): Place | Promise<Place>;
  /** Takes the place down after each case. Stores that have `close` are closed before. */
  close?(place: Place): void | Promise<void>;
  /** Cases that cannot hold here, each with the written reason. */
  readonly skip?: Skips;
}

const allCases: readonly StoreCase[] = [
  ...wholeCases,
  ...readingCases,
  ...rangeCases,
  ...versionedRangeCases,
  ...unusualKeyCases,
  ...malformedKeyCases,
  ...listingCases,
  ...writingCases,
  ...onlyIfAbsentCases,
  ...onlyIfVersionCases,
  ...synchronousCases,
  ...abortCases,
];

/**
 * The cases that a store must pass, chosen by the methods and traits it has. `make` opens the store over a place that
 * `seed` made; it is called once while choosing, and at least once in each case.
 *
 * @example
 * const cases = await storeContract((values) => memory(values), { seed: (entries) => new Map(entries) });
 * for (const c of cases) it(c.name, c.run);
 */
export async function storeContract<Place>(
  make: (place: Place) => Store | Promise<Store>,
  options: StoreContractOptions<Place>,
): Promise<readonly Case[]> {
  const chosen: StoreCase[] = [];
  await visit(make, options, {}, async ({ store }) => {
    const traits = store.traits ?? {};
    chosen.push(...allCases.filter((c) => c.needs.every((method) => store[method] !== undefined) && c.when(traits)));
  });
  return toCases(
    chosen.map((c) => ({ name: c.name, skip: c.skip, run: () => visit(make, options, c.entries, c.run) })),
    options.skip,
  );
}

async function visit<Place>(
  make: (place: Place) => Store | Promise<Store>,
  options: StoreContractOptions<Place>,
  entries: Readonly<Record<Key, Bytes>>,
  run: (subject: Subject<StoreMethod>) => Promise<void>,
): Promise<void> {
  const seeded = new Map(Object.entries(entries).map(([key, bytes]) => [key, copyOf(bytes)]));
  const place = await options.seed(seeded);
  const instances: Store[] = [];
  const again = async () => {
    const store = await make(place);
    instances.push(store);
    return store as Subject<StoreMethod>["store"];
  };
  try {
    await run({ store: await again(), again });
  } finally {
    for (const store of instances) await store.close?.();
    await options.close?.(place);
  }
}
