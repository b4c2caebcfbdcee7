#!/usr/bin/env node
// Fuzzes what test/fuzz/ of the package in the working directory holds.
//     zarrkit-fuzz [names] [--frames 1000000] [--seed 1]      each subject, so many frames
//     zarrkit-fuzz --all …                                    and goes on after a failure
//     zarrkit-fuzz --trace …                                  and prints each seed, for one that ends the process
//     zarrkit-fuzz --coverage [names] [--frames 100000]       and which branches they reach
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { importSource } from "./bundle.mjs";
import { coverage } from "./coverage.mjs";
import { fuzz } from "./fuzz.mjs";
import { watchdog } from "./watchdog.mjs";

/** Of the arms of branches of an engine, how many must be reached. */
const leastShare = 0.95;

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    frames: { type: "string" },
    seed: { type: "string", default: "1" },
    coverage: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
  },
});
const folder = process.cwd();
const frames = Number(values.frames ?? (values.coverage ? 100_000 : 1_000_000));
const seed = Number(values.seed);
const watch = watchdog();

for (const file of readdirSync(join(folder, "test/fuzz")).sort()) {
  if (names.length > 0 && !names.includes(file.slice(0, -3))) continue;
  const path = join(folder, "test/fuzz", file);
  if (values.coverage) await cover(path);
  else await run((await importSource(`export { subject } from ${JSON.stringify(path)};`, folder)).subject);
}

async function run(subject) {
  const start = performance.now();
  let failures = 0;
  const onFrame = (/** @type {number} */ frame) => {
    if (values.trace) console.log(`seed ${frame}`);
    watch(frame);
  };
  const onFailure = (/** @type {Error} */ failure) => {
    failures++;
    console.log(failure.message);
    process.exitCode = 1;
  };
  await fuzz(subject, { frames, seed, onFrame, ...(values.all && { onFailure }) });
  const seconds = Math.round((performance.now() - start) / 1000);
  const outcome = failures > 0 ? `${failures} failures` : "the same answer or refusal on both roads";
  console.log(`${subject.name}: ${frames} frames from seed ${seed} on, ${outcome} (${seconds} s)`);
}

async function cover(path) {
  for (const { name, places } of await coverage(path, folder, run)) {
    const missed = places.filter(({ reached }) => !reached);
    const share = 1 - missed.length / places.length;
    console.log(
      `${name}: ${places.length - missed.length} of ${places.length} branches, ${(100 * share).toFixed(1)} %`,
    );
    for (const { where } of missed) console.log(`    not reached: ${where}`);
    if (share < leastShare) process.exitCode = 1;
  }
}
