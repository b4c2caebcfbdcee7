#!/usr/bin/env node
// Reads with zarrkit the cells of a folder that another implementation wrote, and compares values, attributes and
// dimension names. Prints the outcome as JSON, as the Python scripts do.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { get, openArray } from "@zarrkit/core";
import { difference } from "./elements.mjs";
import { everyPlugin } from "./zarrkit.mjs";

const [folder = "."] = process.argv.slice(2);
const byPath = new Map(readJson("cells.json").map((cell) => [cell.path, cell]));
const expected = readFileSync(join(folder, "expected.bin"));
const registry = await everyPlugin();

let passed = 0;
const failed = [];
for (const { path, offset, length } of readJson("written.json").written) {
  const problem = await compare(byPath.get(path), expected.subarray(offset, offset + length)).catch(String);
  if (problem === undefined) passed += 1;
  else failed.push({ path, problem });
}
console.log(JSON.stringify({ implementation: "zarrkit", passed, failed }));

async function compare(cell, bytes) {
  const array = await openArray(join(folder, "arrays", cell.path), { registry });
  if (array.format !== cell.format) return `format ${array.format}, expected ${cell.format}`;
  const name = cell.dataType.name ?? cell.dataType;
  if (cell.format === 3 && array.dataType.name !== name) return `data type ${array.dataType.name}, expected ${name}`;
  if (array.shape.join() !== cell.shape.join()) return `shape [${array.shape}], expected [${cell.shape}]`;
  if (array.attributes["cell"] !== cell.path) return `attributes ${JSON.stringify(array.attributes)}`;
  const names = cell.shape.map((_, axis) => `axis${axis}`);
  if (cell.format === 3 && (array.dimensionNames ?? []).join() !== names.join()) return `axes ${array.dimensionNames}`;
  return difference((await get(array)).data, bytes);
}

function readJson(name) {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}
