import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const notOurs = new Set(["node_modules", "dist", "out", "fixtures", "tmp", ".report", ".turbo"]);

/**
 * Every file below a folder whose name ends in one of the endings, as paths with "/" from that folder, sorted. Built and
 * installed files are left out.
 * @param {string} folder
 * @param {readonly string[]} endings
 * @returns {string[]}
 */
export function filesBelow(folder, endings) {
  if (!existsSync(folder)) return [];
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notOurs.has(entry.name)) continue;
    if (entry.isDirectory()) {
      for (const inner of filesBelow(join(folder, entry.name), endings)) found.push(`${entry.name}/${inner}`);
    } else if (endings.some((ending) => entry.name.endsWith(ending))) {
      found.push(entry.name);
    }
  }
  return found.sort();
}
