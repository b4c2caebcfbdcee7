#!/usr/bin/env node
// Exchanges arrays between zarrkit and other implementations, both ways, holds stores and codecs to their contracts over
// another S3 and in other Nodes, and counts for each what is equal.
//     node tooling/interop/run.mjs <python with requirements.txt installed>
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cells } from "./cells.mjs";
import { motoOutcomes } from "./moto.mjs";
import { printOutcomes } from "./outcome.mjs";
import { runtimeOutcomes } from "./runtimes.mjs";
import { zipOutcome } from "./zip.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const work = join(here, "../../.interop");
const [python = "python3"] = process.argv.slice(2);
const implementations = [
  { name: "zarr-python", script: "zarr_python" },
  { name: "tensorstore", script: "tensorstore" },
];

rmSync(work, { recursive: true, force: true });
const ours = prepare("zarrkit", cells({ writer: "zarrkit", reader: "zarrkit" }));
const weWrote = run(process.execPath, "write.mjs", ours);
const exchanged = await Promise.all(implementations.flatMap((one) => [theyWrite(one), theyRead(one)]));
process.exitCode = printOutcomes([
  ...exchanged,
  ...(await motoOutcomes(python)),
  await zipOutcome(python, join(work, "zip")),
  ...(await runtimeOutcomes()),
]);

async function theyWrite({ name, script }) {
  const all = cells({ writer: name, reader: "zarrkit" });
  const folder = prepare(script, all);
  const wrote = await run(python, `python/write_${script}.py`, folder);
  const read = await run(process.execPath, "read.mjs", folder);
  const failed = [...wrote.failed, ...read.failed];
  return { title: `${name} wrote, zarrkit read`, cells: all, passed: read.passed, failed };
}

async function theyRead({ name, script }) {
  const all = cells({ writer: "zarrkit", reader: name });
  const list = `cells-${script}.json`;
  writeFileSync(join(ours, list), JSON.stringify(all));
  const wrote = await weWrote;
  const read = await run(python, `python/read_${script}.py`, ours, list);
  const failed = [...wrote.failed, ...read.failed];
  return { title: `zarrkit wrote, ${name} read`, cells: all, passed: read.passed, failed };
}

/** A folder with the cells to write in it. */
function prepare(name, list) {
  const folder = join(work, name);
  mkdirSync(join(folder, "arrays"), { recursive: true });
  writeFileSync(join(folder, "cells.json"), JSON.stringify(list));
  return folder;
}

/** Runs a script of this folder; answers the JSON of its last line. */
async function run(program, script, ...parameters) {
  const options = { maxBuffer: 1 << 28 };
  const { stdout } = await promisify(execFile)(program, [join(here, script), ...parameters], options);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}
