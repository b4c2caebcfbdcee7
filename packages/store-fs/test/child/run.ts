import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zarrkit-program-"));
const file = join(folder, "program.mjs");

/** Bundles the programs of these tests from the sources, as one file that Node runs. */
export async function bundlePrograms(): Promise<void> {
  await build({
    entryPoints: [here("program.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@zarrkit/plugin-api": here("../../../plugin-api/src/index.ts") },
  });
  afterAll(() => rmSync(folder, { recursive: true }));
}

interface Result {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** Starts a program; `kill` is what kill.mjs reads, `files` the limit of open files. */
export function start(name: string, args: readonly string[], options: { kill?: string; files?: number } = {}) {
  const node = ["--import", here("kill.mjs"), file, name, ...args];
  const plain = options.kill === undefined ? node.slice(2) : node;
  const env = { ...process.env, KILL: options.kill ?? "" };
  const child =
    options.files === undefined
      ? spawn(process.execPath, plain, { env, stdio: ["ignore", "pipe", "pipe", "ipc"] })
      : spawn("sh", ["-c", `ulimit -n ${options.files}; exec "$0" "$@"`, process.execPath, ...plain], { env });
  return { child, done: finished(child) };
}

function finished(child: ChildProcess): Promise<Result> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => (output += String(piece)));
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, output })));
}
