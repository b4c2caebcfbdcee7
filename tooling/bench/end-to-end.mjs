#!/usr/bin/env node
// Measures whole jobs (open, read, write) against zarrita, in turns inside one run, and whole reads against C on one thread.
//     pnpm --filter @zarrkit/bench end-to-end [part of a name] [--rounds 5] [--save]
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main, step, turbo } from "../bootstrap/command.mjs";
import { pythonEnvironment } from "../bootstrap/python.mjs";
import { endToEndTable } from "./end-to-end/table.mjs";
import { save } from "./results.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    /** Puts the table into RESULTS.md in place of that of the last such run. */
    save: { type: "boolean", default: false },
  },
});

await main(async () => {
  await step("packages built", turbo("build", "--filter=@zarrkit/bench^..."));
  const python = await pythonEnvironment();
  const { run } = await import("./end-to-end/run.mjs");
  const folder = join(tmpdir(), "zarrkit-end-to-end-data");
  const results = await run({ python, folder, names: positionals, rounds: Number(values.rounds) });
  const title = `Whole jobs, Node ${process.versions.node}, zarrita 0.7.5`;
  console.log(`\n${title}\n\n${endToEndTable(results)}`);
  if (values.save) save(title, endToEndTable(results));
  return 0;
});
