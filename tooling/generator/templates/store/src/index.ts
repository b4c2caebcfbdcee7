import type { StorePlugin } from "@zarrkit/plugin-api";

export interface SampleNameOptions {
  /** The values of each place by its name: `sample-name://NAME`. */
  readonly places?: ReadonlyMap<string, Map<string, Uint8Array>>;
}

/**
 * Zarr in a Map: `sample-name://NAME`.
 *
 * - Reads whole values and ranges, lists, writes
 * - Checked against: the store contract
 */
export function sampleName({ places = new Map() }: SampleNameOptions = {}) {
  return {
    kind: "store",
    api: 1,
    name: "sample-name",
    schemes: ["sample-name"],
    async load() {
      const { openSampleName } = await import("./store.js");
      return { open: async (url: string) => openSampleName(url, places) };
    },
  } satisfies StorePlugin;
}
