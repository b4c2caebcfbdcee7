#!/usr/bin/env node
// `npm start`: the gallery in the terminal, from a fresh clone on. Arguments after `--` go to it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, workspacePackages } from "../workspace/packages.mjs";
import { environment, install, main, step, turbo } from "./command.mjs";

await main(async () => {
  const [gallery] = workspacePackages().filter(({ path }) => path === "apps/gallery");
  if (gallery === undefined) throw new Error("apps/gallery is missing.");
  await install();
  await step("gallery built", turbo("build:terminal", "--filter=./apps/gallery"));
  const program = join(gallery.folder, gallery.manifest.bin);
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
    cwd: root,
    env: environment,
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
});
