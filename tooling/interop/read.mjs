#!/usr/bin/env node
// Reads with zarrkit the cells of a folder that another implementation wrote, and compares values, attributes and
// dimension names. Prints the outcome as JSON, as the Python scripts do.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { get, openArray } from "@zarrkit/core";
import { everyPlugin } from "./zarrkit.mjs";

const [folder = "."] = process.argv.slice(2);
const byPath = new Map(readJson("cells.json").map((cell) => [cell.path, cell]));
const expected = readFileSync(join(folder, "expected.bin"));
const registry = await everyPlugin();

let passed = 0;
const failed = [];
for (const { path, offset, length } of readJson("written.json").written) {
  const cell = byPath.get(path);
  const problem = await compare(cell, expected.subarray(offset, offset + length)).catch((error) => String(error));
  if (problem === undefined) passed += 1;
  else failed.push({ path, problem });
}
console.log(JSON.stringify({ implementation: "zarrkit", passed, failed }));

async function compare(cell, bytes) {
  const array = await openArray(join(folder, "arrays", cell.path), { registry });
  if (array.format !== cell.format) return `format ${array.format}, expected ${cell.format}`;
  if (array.dataType.name !== cell.dataType) return `data type ${array.dataType.name}, expected ${cell.dataType}`;
  if (array.shape.join() !== cell.shape.join()) return `shape [${array.shape}], expected [${cell.shape}]`;
  if (array.attributes["cell"] !== cell.path) return `attributes ${JSON.stringify(array.attributes)}`;
  const names = cell.shape.map((_, axis) => `axis${axis}`);
  if (cell.format === 3 && (array.dimensionNames ?? []).join() !== names.join())
    return `dimensions ${array.dimensionNames}`;
  const { data } = await get(array);
  return difference(data, bytes);
}

/** `undefined` when the container holds the expected bytes; else where it differs first. All NaN are equal. */
function difference(data, bytes) {
  const found = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (Buffer.compare(found, bytes) === 0) return undefined;
  const wanted = new data.constructor(Uint8Array.from(bytes).buffer);
  if (wanted.length !== data.length) return `${data.length} elements, expected ${wanted.length}`;
  const wrong = wanted.findIndex((value, i) => !Object.is(value, data[i]));
  return wrong < 0 ? undefined : `element [${wrong}] is ${data[wrong]}, expected ${wanted[wrong]}`;
}

function readJson(name) {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}
