#!/usr/bin/env node
// Writes the cells of a folder with zarrkit, beside the values that other implementations must find there.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createArray, set } from "@zarrkit/core";
import { elements, scalar } from "./data-types.mjs";
import { everyPlugin } from "./zarrkit.mjs";

const [folder = "."] = process.argv.slice(2);
const registry = await everyPlugin();
const file = openSync(join(folder, "expected.bin"), "w");

let offset = 0;
const written = [];
const failed = [];
for (const cell of JSON.parse(readFileSync(join(folder, "cells.json"), "utf8"))) {
  if (cell.cannot !== undefined) continue;
  try {
    const data = await write(cell);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    writeSync(file, bytes);
    written.push({ path: cell.path, offset, length: bytes.length });
    offset += bytes.length;
  } catch (error) {
    failed.push({ path: cell.path, problem: String(error) });
  }
}
closeSync(file);
writeFileSync(join(folder, "written.json"), JSON.stringify({ written, failed }));
console.log(JSON.stringify({ implementation: "zarrkit", passed: written.length, failed }));

async function write(cell) {
  const array = await createArray(join(folder, "arrays", cell.path), {
    registry,
    shape: cell.shape,
    chunks: cell.chunks,
    dataType: cell.dataType,
    codecs: cell.codecs,
    fillValue: scalar(cell.dataType, cell.fillValue),
    chunkKeyEncoding: { name: "default", separator: cell.separator },
    dimensionNames: cell.shape.map((_, axis) => `axis${axis}`),
    attributes: { cell: cell.path },
  });
  const count = cell.shape.reduce((product, length) => product * length, 1);
  const data = elements(cell.dataType, count, numbersFrom(cell.path));
  await set(array, null, data);
  return data;
}

/** Numbers from 0 to 2^32 − 1, the same for the same name: xorshift32 (Marsaglia 2003), seeded by FNV-1a. */
function numbersFrom(name) {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(name)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}
