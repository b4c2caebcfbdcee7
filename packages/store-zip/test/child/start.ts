import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles the program from the sources, as one file in a folder that Node runs; answers what starts it with an archive. */
export async function bundleProgram(folder: string): Promise<(archive: string) => ChildProcess> {
  const outfile = join(folder, "program.mjs");
  await build({
    entryPoints: [here("program.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: {
      "@zarrkit/plugin-api": here("../../../plugin-api/src/index.ts"),
      "@zarrkit/engines": here("../../../engines/src"),
    },
    external: ["fflate"],
    logLevel: "error",
  });
  return (archive) => spawn(process.execPath, [outfile, archive], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}
