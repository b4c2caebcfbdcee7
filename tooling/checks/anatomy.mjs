import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { entriesOf } from "../catalogue/generate.mjs";
import { filesBelow } from "../workspace/files.mjs";
import { root, workspacePackages } from "../workspace/packages.mjs";

/** Names that say nothing about what is inside: a helper without a home gets one with a name. */
const homeless = /(^|\/)(utils?|helpers?|common|misc|types)(\/|\.[mc]?[jt]sx?$)/;

/** Fields without which a package looks unfinished in a registry. */
const told = ["description", "license", "version"];

/**
 * Every published package has the same furniture, and every plugin package the files of a plugin.
 * @param {string} [base] another tree with the same layout
 * @returns {string[]}
 */
export function anatomyProblems(base = root) {
  const problems = [];
  for (const one of workspacePackages(base)) {
    for (const file of filesBelow(one.folder, ["ts", "js"])) {
      if (homeless.test(file)) problems.push(`${one.path}/${file}: name it for what it holds.`);
    }
  }
  for (const one of workspacePackages(base).filter(({ manifest }) => manifest.private !== true || manifest.zarrkit)) {
    const missing = (text) => problems.push(`${one.path}: ${text}.`);
    packageFurniture(one, missing);
    if (isPlugin(one)) pluginFurniture(one, missing);
  }
  return problems;
}

/** Packages that bring plugins say so in their manifest. */
export function isPlugin({ manifest }) {
  return manifest.zarrkit !== undefined;
}

function packageFurniture({ folder, manifest, name, room }, missing) {
  for (const field of told) if (!manifest[field]) missing(`package.json has no ${field}`);
  if (!manifest.keywords?.includes("zarr")) missing('package.json has no keyword "zarr"');
  if (manifest.type !== "module") missing('package.json does not say "type": "module"');
  if (manifest.engines?.node !== ">=20") missing('package.json does not say "engines": { "node": ">=20" }');
  if (!manifest.files?.includes("dist")) missing('package.json does not publish "dist"');
  if (!manifest.exports?.["./package.json"]) missing("package.json does not export ./package.json");
  if (!existsSync(join(folder, "README.md"))) missing("README.md is missing");
  for (const needed of ["build", "test"])
    if (!manifest.scripts?.[needed]) missing(`package.json has no script ${needed}`);
  if (/^@zarrkit\/(store|codec)-(?!layers)/.test(name) && room === "packages" && manifest.zarrkit === undefined) {
    missing('package.json has no "zarrkit" field; the catalogue does not know it');
  }
  if (manifest.zarrkit === undefined && manifest.sideEffects !== false)
    missing('package.json lacks "sideEffects": false');
}

function pluginFurniture({ folder, manifest }, missing) {
  const heavy = ["codec", "data-type"].find((kind) => manifest.zarrkit[kind]) ?? "store";
  const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./package.json");
  const families = entries.filter((entry) => /^\.\/dist\/.+\/index\.js$/.test(manifest.exports[entry].default));
  if (!entries.includes(".") || !entries.includes("./register"))
    missing('package.json must export "." and "./register"');
  if (JSON.stringify(manifest.sideEffects) !== '["./dist/register.js"]') {
    missing('package.json must say "sideEffects": ["./dist/register.js"], no more and no less');
  }
  const homes = families.map((entry) => `src/${entry.slice(2)}`);
  const needed = [
    ["src/index.ts"],
    ["src/register.ts"],
    ["test/contract.test.ts", "test/contract.node.test.ts", "test/contract.browser.test.ts"],
  ];
  for (const home of homes) needed.push([`${home}/index.ts`]);
  for (const home of homes.length > 0 ? homes : ["src"]) {
    needed.push([`${home}/${heavy}.ts`]);
    if (heavy !== "store") needed.push([`${home}/config.ts`, "src/config.ts"]);
  }
  for (const names of needed) {
    if (!names.some((name) => existsSync(join(folder, name)))) missing(`${names[0]} is missing`);
  }
}

/**
 * What a built plugin says of itself is what its manifest told the catalogue: same kind, names, aliases and schemes,
 * made by the function that the catalogue names.
 * @returns {Promise<string[]>}
 */
export async function manifestProblems(base = root) {
  const problems = [];
  for (const one of workspacePackages(base).filter(isPlugin)) {
    const built = await import(pathToFileURL(join(one.folder, "dist/index.js")).href);
    const promised = entriesOf(one).map(([kind, name, factory]) => `${kind} ${name || '""'} by ${factory}()`);
    const factories = new Set(entriesOf(one).map(([, , factory]) => factory));
    const kept = [...factories].flatMap((factory) => namesOf(built[factory], factory));
    for (const entry of promised)
      if (!kept.includes(entry)) problems.push(`${one.path}: the manifest promises ${entry}.`);
    for (const entry of kept)
      if (!promised.includes(entry)) problems.push(`${one.path}: the manifest forgets ${entry}.`);
  }
  return problems;
}

function namesOf(make, factory) {
  if (typeof make !== "function") return [];
  const plugin = make();
  const names = plugin.kind === "store" ? plugin.schemes : [plugin.name, ...(plugin.aliases ?? [])];
  return names.map((name) => `${plugin.kind} ${name || '""'} by ${factory}()`);
}
