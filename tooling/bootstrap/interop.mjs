#!/usr/bin/env node
// `npm run test:interop`: exchanges arrays with other implementations of Zarr, installed into a virtual environment that
// this makes. The last line counts.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../workspace/packages.mjs";
import { environment, install, main, step, turbo } from "./command.mjs";
import { pythonEnvironment } from "./python.mjs";

const program = join(root, "tooling/interop/run.mjs");

await main(async () => {
  await install();
  await step("packages built", turbo("build", "--filter=@zarrkit/interop^..."));
  const python = await pythonEnvironment();
  const child = spawn(process.execPath, [program, python], { env: environment, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
});
