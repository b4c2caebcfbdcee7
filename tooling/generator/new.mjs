#!/usr/bin/env node
// `pnpm new codec NAME` or `pnpm new store NAME`: lays out a plugin package that builds and passes its contract at once.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { camelCase } from "../catalogue/generate.mjs";
import { nameEveryPackage } from "../checks/watchers.mjs";
import { filesBelow } from "../workspace/files.mjs";
import { root, workspacePackages } from "../workspace/packages.mjs";

const templates = join(dirname(fileURLToPath(import.meta.url)), "templates");

/**
 * The files of a new plugin package, by path within it. Templates are TypeScript that compiles: the name to be replaced is
 * `sample-name` in text, `sampleName` and `SampleName` in code.
 * @param {string} kind "codec" or "store"
 * @param {string} name in kebab case: "delta-of-delta"
 * @returns {Map<string, string>}
 */
export function layOut(kind, name) {
  const camel = camelCase(name);
  const pascal = camel[0]?.toUpperCase() + camel.slice(1);
  const folder = join(templates, kind);
  const files = filesBelow(folder, [".ts", ".json", ".md"]);
  const laidOut = new Map(
    files.map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return [
        file,
        text.replaceAll("sample-name", name).replaceAll("sampleName", camel).replaceAll("SampleName", pascal),
      ];
    }),
  );
  // No template of its own: from there its path would lead nowhere, and tools would stumble over it.
  return laidOut.set("tsconfig.json", '{ "extends": "../../tooling/tsconfig/library.json" }\n');
}

/** What is wrong with a command line; `undefined` when nothing is. */
export function complaint(kind, name, taken) {
  if (kind !== "codec" && kind !== "store") return "Usage: pnpm new codec NAME, or: pnpm new store NAME";
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name ?? ""))
    return `A name is lower-case words joined by "-", not "${name}".`;
  return taken.includes(`@zarrkit/${kind}-${name}`) ? `packages/${kind}-${name} is there already.` : undefined;
}

function main(kind, name) {
  const taken = workspacePackages().map((one) => one.name);
  const problem = complaint(kind, name, taken);
  if (problem !== undefined) {
    console.error(problem);
    return 1;
  }
  const path = `packages/${kind}-${name}`;
  for (const [file, text] of layOut(kind, name)) {
    mkdirSync(dirname(join(root, path, file)), { recursive: true });
    writeFileSync(join(root, path, file), text);
    console.log(`  ${path}/${file}`);
  }
  nameEveryPackage();
  console.log(
    `Now: pnpm install && pnpm --filter @zarrkit/${kind}-${name}... build && pnpm --filter @zarrkit/${kind}-${name} test`,
  );
  console.log(`Then make it yours: guides/add-a-${kind}.md`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv[2], process.argv[3]);
