#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedPackages, root, workspacePackages } from "../workspace/packages.mjs";

/** Packages whose tests are about other packages: which ones their manifests must name, so that turbo builds those first. */
const watchers = {
  "@zarrkit/sizes": () => true,
  "@zarrkit/interop": ({ manifest }) => manifest.zarrkit !== undefined,
};

/** What each watcher does not name: [watcher, names][]. */
function forgotten(base) {
  const watching = workspacePackages(base).filter(({ name }) => watchers[name] !== undefined);
  return watching.map((watcher) => {
    const wanted = publishedPackages(base).filter(watchers[watcher.name]);
    return {
      watcher,
      names: wanted.map(({ name }) => name).filter((name) => !(name in watcher.manifest.devDependencies)),
    };
  });
}

/**
 * What is about every package names every package.
 * @param {string} [base] another tree with the same layout
 * @returns {string[]}
 */
export function watcherProblems(base = root) {
  return forgotten(base).flatMap(({ watcher, names }) =>
    names.map(
      (name) => `${watcher.path}: devDependencies must name ${name}: run \`pnpm watchers\`, then \`pnpm install\`.`,
    ),
  );
}

/** Adds what is missing. */
export function nameEveryPackage(base = root) {
  for (const { watcher, names } of forgotten(base)) {
    const file = join(watcher.folder, "package.json");
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    const added = names.map((name) => [name, "workspace:*"]);
    const named = [...Object.entries(manifest.devDependencies), ...added].sort(([a], [b]) => (a < b ? -1 : 1));
    manifest.devDependencies = Object.fromEntries(named);
    writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) nameEveryPackage();
