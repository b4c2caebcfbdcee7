import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, workspacePackages } from "../workspace/packages.mjs";

/**
 * One version of each thing: a dependency that two packages name is named alike, ranges where users resolve them and
 * exact versions where only we do, and the packages of the fixed group move together.
 * @param {string} [base] another tree with the same layout
 * @returns {string[]}
 */
export function versionProblems(base = root) {
  const manifest = JSON.parse(readFileSync(join(base, "package.json"), "utf8"));
  const packages = [{ path: ".", name: manifest.name, room: ".", manifest }, ...workspacePackages(base)];
  const names = new Set(packages.map(({ name }) => name));
  return [...specifierProblems(packages, names), ...disagreements(packages, names), ...fixedGroup(packages, base)];
}

function specifierProblems(packages, names) {
  const problems = [];
  for (const { path, manifest } of packages) {
    const published = manifest.private !== true;
    for (const field of ["dependencies", "devDependencies"]) {
      for (const [name, wanted] of Object.entries(manifest[field] ?? {})) {
        const range = published && field === "dependencies";
        const right = names.has(name) ? (range ? "workspace:^" : "workspace:*") : range ? "^x.y.z" : "x.y.z";
        if (!hasForm(wanted, right)) problems.push(`${path}: ${field} wants ${name} as ${wanted}; write ${right}.`);
      }
    }
  }
  return problems;
}

function hasForm(wanted, right) {
  if (right === "workspace:*") return wanted.startsWith("workspace:");
  if (right === "workspace:^") return wanted === right;
  if (wanted.startsWith("npm:")) return true;
  return right.startsWith("^") ? /^\^\d+\.\d+\.\d+/.test(wanted) : /^\d+\.\d+\.\d+/.test(wanted);
}

function disagreements(packages, names) {
  const wanted = new Map();
  for (const { path, manifest } of packages) {
    for (const [name, specifier] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (names.has(name)) continue;
      const version = specifier.replace(/^\^/, "");
      const byVersion = wanted.get(name) ?? wanted.set(name, new Map()).get(name);
      byVersion.set(version, [...(byVersion.get(version) ?? []), path]);
    }
  }
  const several = [...wanted].filter(([, byVersion]) => byVersion.size > 1);
  return several.map(([name, byVersion]) => {
    const sides = [...byVersion].map(([version, paths]) => `${version} in ${paths.join(", ")}`);
    return `${name} is wanted in several versions: ${sides.join("; ")}.`;
  });
}

function fixedGroup(packages, base) {
  const { fixed } = JSON.parse(readFileSync(join(base, ".changeset/config.json"), "utf8"));
  const inGroup = ({ name }) => fixed.flat().some((pattern) => pattern === name || isBelow(name, pattern));
  const group = packages.filter(inGroup);
  const versions = new Set(group.map(({ manifest }) => manifest.version));
  return versions.size > 1 ? [`The fixed group has the versions ${[...versions].join(", ")}.`] : [];
}

function isBelow(name, pattern) {
  return pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1));
}
