#!/usr/bin/env node
// Measures our codecs against numcodecs.js and against native C, in turns inside one run, on one thread.
//     pnpm --filter @zarrkit/bench bench [names] [--chunk 64KiB] [--chromium] [--save]
import { parseArgs } from "node:util";
import { main, step, turbo } from "../bootstrap/command.mjs";
import { pythonEnvironment } from "../bootstrap/python.mjs";
import { save } from "./results.mjs";
import { table } from "./table.mjs";

const units = { KiB: 2 ** 10, MiB: 2 ** 20 };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Decoded bytes of a chunk. */
    chunk: { type: "string", default: "1MiB" },
    chromium: { type: "boolean", default: false },
    /** Puts the table into RESULTS.md in place of that of the last such run. */
    save: { type: "boolean", default: false },
  },
});

await main(async () => {
  const [, count, unit] = /^(\d+)(KiB|MiB)$/.exec(values.chunk) ?? [];
  if (count === undefined || (values.save && positionals.length > 0)) {
    console.error("bench [names] [--chunk 64KiB] [--chromium], or without names: bench --save");
    return 2;
  }
  await step("packages built", turbo("build", "--filter=@zarrkit/bench^..."));
  const python = await pythonEnvironment();
  const { run } = await import("./run.mjs");
  const bytes = Number(count) * units[unit];
  const { place, rows } = await run({ python, names: positionals, bytes, inChromium: values.chromium });
  const title = `Chunks of ${count} ${unit}, ${place}`;
  console.log(`\n${title}\n\n${table(rows)}`);
  if (values.save) save(title, table(rows));
  return 0;
});
