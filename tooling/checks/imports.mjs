import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { filesBelow } from "../workspace/files.mjs";
import { root, workspacePackages } from "../workspace/packages.mjs";
import { importsOf } from "../workspace/sources.mjs";

const code = [".ts", ".tsx", ".mts", ".mjs", ".js"];

/** The allowed edges: between packages, for whole folders of the workspace, and between the rooms of core. */
export const allowedImports = JSON.parse(readFileSync(new URL("imports.json", import.meta.url), "utf8"));

/**
 * Imports run one way. What a package publishes (`src`) may name only the packages that imports.json allows it, and only
 * what its package.json declares; tests may name every declared package. Nobody reaches into another package's files.
 * @param {string} [base] another tree with the same layout
 * @param {typeof allowedImports} [allowed]
 * @returns {string[]} one sentence per breach
 */
export function importProblems(base = root, allowed = allowedImports) {
  const packages = workspacePackages(base);
  const rootManifest = JSON.parse(readFileSync(join(base, "package.json"), "utf8"));
  return [
    ...packages.flatMap((one) =>
      packageProblems(one, packages, Object.keys(rootManifest.devDependencies ?? {}), allowed),
    ),
    ...roomProblems(join(base, "packages/core/src"), allowed.core),
  ];
}

function packageProblems(one, packages, sharedTools, allowed) {
  const ours = new Map(packages.map((other) => [other.name, other]));
  // What need not be installed cannot be imported: most bundlers warn of it at each build, or refuse, be it inside of `try`.
  const isOptional = (name) => one.manifest.peerDependenciesMeta?.[name]?.optional === true;
  const peers = Object.keys(one.manifest.peerDependencies ?? {}).filter((name) => !isOptional(name));
  const runtime = [...Object.keys(one.manifest.dependencies ?? {}), ...peers];
  const declared = new Set([one.name, ...runtime, ...Object.keys(one.manifest.devDependencies ?? {}), ...sharedTools]);
  const edges = edgesFor(one, allowed);
  const problems = [];
  if (edges === undefined) problems.push(`${one.path}: tooling/checks/imports.json says nothing about ${one.name}.`);
  for (const file of filesBelow(one.folder, code)) {
    const isInstalled = one.manifest.private !== true || one.room === "examples";
    const published = file.startsWith("src/") && isInstalled;
    for (const specifier of importsOf(join(one.folder, file))) {
      const where = `${one.path}/${file} imports ${specifier}`;
      if (specifier.startsWith(".")) {
        const leaves = posix.normalize(posix.join(posix.dirname(file), specifier)).startsWith("..");
        if (leaves && one.room !== "tooling")
          problems.push(`${where}: that is another package's file; import the package.`);
        continue;
      }
      const target = packageOf(specifier);
      if (target === undefined) continue;
      if (published ? target !== one.name && !runtime.includes(target) : !declared.has(target)) {
        problems.push(`${where}: ${target} is not in its ${published ? "dependencies" : "package.json"}.`);
      }
      const other = ours.get(target);
      if (other === undefined || target === one.name || !file.startsWith("src/")) continue;
      if (edges !== undefined && !matches(target, edges)) problems.push(`${where}: not allowed by imports.json.`);
      if (other.room === "examples" && one.room !== "apps") problems.push(`${where}: only apps may import an example.`);
    }
  }
  return problems;
}

function edgesFor({ name, room }, allowed) {
  const pattern =
    Object.keys(allowed.packages).find((key) => key === name) ??
    Object.keys(allowed.packages).find((key) => matches(name, [key]));
  return pattern === undefined ? allowed.rooms[room] : allowed.packages[pattern];
}

function matches(name, patterns) {
  return patterns.some((pattern) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

/** The package that a bare specifier names; `undefined` for Node's own modules and virtual ones. */
function packageOf(specifier) {
  if (specifier.startsWith("node:") || specifier.includes(":") || builtinModules.includes(specifier)) return undefined;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function roomProblems(source, rooms) {
  const problems = cycles(rooms).map((cycle) => `tooling/checks/imports.json: rooms of core in a circle: ${cycle}.`);
  for (const file of filesBelow(source, [".ts"])) {
    const room = roomOf(file);
    if (rooms[room] === undefined) {
      problems.push(`packages/core/src/${file}: imports.json knows no room ${room}.`);
      continue;
    }
    for (const specifier of importsOf(join(source, file))) {
      if (!specifier.startsWith(".")) continue;
      const target = roomOf(posix.normalize(posix.join(posix.dirname(file), specifier)));
      if (target !== room && !matches(target, rooms[room])) {
        problems.push(`packages/core/src/${file} imports ${specifier}: room ${room} may not import ${target}.`);
      }
    }
  }
  return problems;
}

/** `metadata/v3.ts` lies in metadata; files directly in src are the doors and count as one room, `index`. */
function roomOf(file) {
  return file.includes("/") ? file.split("/", 1)[0] : "index";
}

function cycles(rooms) {
  const found = [];
  const visit = (room, path) => {
    if (path.includes(room)) found.push([...path.slice(path.indexOf(room)), room].join(" → "));
    else for (const next of rooms[room] ?? []) visit(next, [...path, room]);
  };
  for (const room of Object.keys(rooms)) visit(room, []);
  return [...new Set(found)];
}
