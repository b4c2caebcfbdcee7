import { publishedPackages } from "../workspace/packages.mjs";
import { buildCatalogue } from "./generate.mjs";

/**
 * Every plugin that the packages of this repository bring, once each, by the function that makes it.
 * @returns {{ kind: string, from: string, factory: string }[]}
 */
export function plugins() {
  const found = new Map();
  for (const [kind, entries] of Object.entries(buildCatalogue(publishedPackages()))) {
    for (const [from, factory] of Object.values(entries)) found.set(`${from} ${factory}`, { kind, from, factory });
  }
  return [...found.values()];
}
