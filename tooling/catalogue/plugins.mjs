import { readFileSync } from "node:fs";
import { publishedPackages } from "../workspace/packages.mjs";
import { buildCatalogue } from "./generate.mjs";

/**
 * Every plugin of the packages that a manifest depends on, once each, by the function that makes it. That manifests which
 * should depend on all plugin packages do so is checked apart (tooling/checks/watchers.mjs).
 * @param {URL} manifest a package.json
 * @returns {{ kind: string, from: string, factory: string }[]}
 */
export function plugins(manifest) {
  const { devDependencies } = JSON.parse(readFileSync(manifest, "utf8"));
  const packages = publishedPackages().filter(({ name }) => name in devDependencies);
  const found = new Map();
  for (const [kind, entries] of Object.entries(buildCatalogue(packages))) {
    for (const [from, factory] of Object.values(entries)) found.set(`${from} ${factory}`, { kind, from, factory });
  }
  return [...found.values()];
}
