#!/usr/bin/env node
// Writes the cells of a folder with zarrkit, beside the values that other implementations must find there.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createArray, get, set } from "@zarrkit/core";
import { comparable, elements, fillScalar } from "./elements.mjs";
import { called, everyPlugin } from "./zarrkit.mjs";

const [folder = "."] = process.argv.slice(2);
const registry = await everyPlugin();
const file = openSync(join(folder, "expected.bin"), "w");

let offset = 0;
const written = [];
const failed = [];
for (const cell of JSON.parse(readFileSync(join(folder, "cells.json"), "utf8"))) {
  if (cell.cannot !== undefined) continue;
  try {
    const bytes = comparable(await write(cell));
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

/** Answers what must be read: what was written, or what we ourselves read where a codec loses. */
async function write(cell) {
  const array = await createArray(join(folder, "arrays", cell.path), {
    registry,
    format: cell.format,
    shape: cell.shape,
    dataType: cell.dataType,
    ...(cell.given ? await called(cell.given) : spelledOut(cell)),
    ...(cell.format === 3 && { dimensionNames: cell.shape.map((_, axis) => `axis${axis}`) }),
    attributes: { cell: cell.path },
  });
  if (cell.unwritten) return (await get(array)).data;
  const count = cell.shape.reduce((product, length) => product * length, 1);
  const { data, lanes } = elements(cell, count, numbersFrom(cell.path));
  await set(array, null, { data, offset: 0, shape: cell.shape, strides: strides(cell.shape, lanes), lanes });
  return cell.lossy ? (await get(array)).data : data;
}

function spelledOut(cell) {
  return {
    chunks: cell.chunks,
    codecs: cell.codecs,
    fillValue: fillScalar(cell),
    chunkKeyEncoding: { name: cell.format === 3 ? "default" : "v2", separator: cell.separator },
  };
}

function strides(shape, lanes) {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, lanes));
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
