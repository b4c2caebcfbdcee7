import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} folder absolute path
 * @property {string} path path from the repository's root, as in `packages/core`
 * @property {string} room first segment of `path`
 * @property {Record<string, any>} manifest its package.json
 */

/**
 * Every package of the workspace, sorted by path. Read from the folders that pnpm-workspace.yaml names, so that scripts
 * that run before `pnpm install` can ask too.
 * @param {string} [base] another copy of the repository
 * @returns {Package[]}
 */
export function workspacePackages(base = root) {
  const found = [];
  for (const room of rooms(base)) {
    if (!existsSync(join(base, room))) continue;
    for (const name of readdirSync(join(base, room)).sort()) {
      const folder = join(base, room, name);
      if (!existsSync(join(folder, "package.json"))) continue;
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      found.push({ name: manifest.name, folder, path: `${room}/${name}`, room, manifest });
    }
  }
  return found;
}

/** Packages that are meant for a registry. */
export function publishedPackages(base = root) {
  return workspacePackages(base).filter(({ manifest }) => manifest.private !== true);
}

function rooms(base) {
  const lines = readFileSync(join(base, "pnpm-workspace.yaml"), "utf8").split("\n");
  const patterns = lines.map((line) => /^ {2}- (\w[\w-]*)\/\*$/.exec(line)?.[1]);
  return patterns.filter((room) => room !== undefined);
}
