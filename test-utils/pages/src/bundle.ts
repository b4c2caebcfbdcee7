import { workspaceSources } from "@zarrkit/vitest/sources";
import { build, type Plugin } from "esbuild";

/** Packages of this workspace are taken from their sources, as in every other test. */
const sources: Plugin = {
  name: "sources of the workspace",
  setup({ onResolve }) {
    const aliases = workspaceSources("browser");
    onResolve({ filter: /^(@zarrkit\/|zarrkit)/ }, ({ path }) => {
      const alias = aliases.find(({ find }) => find.test(path));
      return alias && { path: alias.replacement };
    });
  },
};

/** A program for pages as it would be published: one file by path for each of its modules, its workers among them. */
export async function bundle(programs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [...programs],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outdir: "/",
    entryNames: "[name]",
    write: false,
    plugins: [sources],
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}
