import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * For tests in `place` ("node" or "browser"): aliases from every published entry of the workspace to its source file, so that tests run on sources without a build.
 * What is published is tested apart, from tarballs (tooling/checks).
 */
export function workspaceSources(place) {
  const aliases = [];
  for (const room of ["packages", "test-utils", "examples"]) {
    if (!existsSync(join(root, room))) continue;
    for (const name of readdirSync(join(root, room))) {
      const folder = join(root, room, name);
      if (!existsSync(join(folder, "package.json"))) continue;
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
        const file = sourceTarget(target, place);
        if (!file?.endsWith(".js")) continue;
        const specifier = manifest.name + entry.slice(1);
        const source = join(folder, file.replace("./dist/", "src/").replace(/\.js$/, ".ts"));
        aliases.push({ find: new RegExp(`^${specifier.replace(/[/.]/g, "\\$&")}$`), replacement: source });
      }
    }
  }
  return aliases;
}

function sourceTarget(target, place) {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  return sourceTarget(target[place] ?? target.default, place);
}
