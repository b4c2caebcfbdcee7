#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { publishedPackages, root } from "../workspace/packages.mjs";

const snapshot = fileURLToPath(new URL("exports.json", import.meta.url));

/**
 * What every entry of every published package exports, read from the declarations that users get: package → entry →
 * names, types marked as such.
 * @returns {Record<string, Record<string, string[]>>}
 */
export function exportedNames(base = root) {
  const entries = publishedPackages(base).flatMap((one) =>
    Object.entries(one.manifest.exports)
      .map(([entry, target]) => ({ package: one.name, entry, file: declarations(target) }))
      .filter(({ file }) => file !== undefined)
      .map((found) => ({ ...found, file: join(one.folder, found.file) })),
  );
  const options = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
  };
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    { ...options, noLib: true, types: [] },
  );
  const checker = program.getTypeChecker();
  const found = {};
  for (const { package: name, entry, file } of entries) {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} is not built.`);
    const module = checker.getSymbolAtLocation(source);
    found[name] ??= {};
    found[name][entry] = module
      ? checker
          .getExportsOfModule(module)
          .map((symbol) => describe(symbol, checker))
          .sort()
      : [];
  }
  return found;
}

function declarations(target) {
  if (typeof target !== "object" || target === null) return undefined;
  return (
    target.types ??
    Object.values(target)
      .map(declarations)
      .find((file) => file !== undefined)
  );
}

function describe(symbol, checker) {
  const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return meant.flags & ts.SymbolFlags.Value ? symbol.name : `type ${symbol.name}`;
}

/** Where the names differ from the committed snapshot. */
export function exportProblems(before = JSON.parse(readFileSync(snapshot, "utf8")), now = exportedNames()) {
  const problems = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    for (const entry of new Set([...Object.keys(before[name] ?? {}), ...Object.keys(now[name] ?? {})])) {
      const [old, current] = [before[name]?.[entry] ?? [], now[name]?.[entry] ?? []];
      const added = current.filter((one) => !old.includes(one));
      const removed = old.filter((one) => !current.includes(one));
      const from = `${name}${entry.slice(1)}`;
      if (added.length > 0) problems.push(`${from} exports more than the snapshot: ${added.join(", ")}.`);
      if (removed.length > 0) problems.push(`${from} no longer exports ${removed.join(", ")}.`);
    }
  }
  if (problems.length > 0)
    problems.push("If that is meant, run `pnpm exports` and commit tooling/checks/exports.json.");
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(snapshot, `${JSON.stringify(exportedNames(), undefined, 2)}\n`);
  console.log("wrote tooling/checks/exports.json");
}
