import type { Random } from "@zarrkit/fuzz";
import { type Bytes, type Key, type Store, ZarrError } from "@zarrkit/plugin-api";
import { toStore } from "../../src/node.js";

/** A store in memory of whose calls every eighth or so fails, as those of a server do, at once or a little later. */
export async function failingStore(values: Map<Key, Bytes>, random: Random): Promise<Store> {
  const inner = await toStore(values);
  const failing = async (key: unknown): Promise<void> => {
    const fails = random(8) === 0;
    for (let left = random(4); left > 0; left--) await Promise.resolve();
    if (fails) throw new ZarrError("store-failed", `"${String(key)}" cannot be had: the store is out of order.`);
  };
  const methods = Object.entries(inner).map(([name, method]) => {
    if (typeof method !== "function" || name.endsWith("Sync")) return [name, method];
    const call = method as (...given: unknown[]) => unknown;
    if (name.startsWith("list")) {
      return [
        name,
        async function* (...given: unknown[]) {
          await failing(given[0]);
          yield* call(...given) as AsyncIterable<unknown>;
        },
      ];
    }
    return [name, (...given: unknown[]) => failing(given[0]).then(() => call(...given))];
  });
  return Object.fromEntries(methods);
}
