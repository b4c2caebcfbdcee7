import { buildCatalogue } from "../catalogue/generate.mjs";
import { publishedPackages } from "../workspace/packages.mjs";

/** What a page needs to show an uncompressed array that lies on a server, and nothing more. */
export const reading = `
  import { createRegistry, get, openArray } from "@zarrkit/core";
  import { http } from "@zarrkit/store-http";
  const registry = createRegistry(http());
  openArray(location.hash, { registry }).then((array) => get(array, [0])).then(console.log);
`;

/** The same page with one more plugin. */
export function readingWith({ from, factory }) {
  const names = `import { ${factory} as extra } from "${from}";`;
  return names + reading.replace("createRegistry(http())", "createRegistry(http(), extra())");
}

/**
 * Every plugin that the packages bring, once each, by the function that makes it.
 * @returns {{ kind: string, from: string, factory: string }[]}
 */
export function plugins() {
  const found = new Map();
  for (const [kind, entries] of Object.entries(buildCatalogue(publishedPackages()))) {
    for (const [from, factory] of Object.values(entries)) found.set(`${from} ${factory}`, { kind, from, factory });
  }
  return [...found.values()];
}
