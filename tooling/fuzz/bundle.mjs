import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { workspaceSources } from "@zarrkit/vitest/sources";
import { build } from "esbuild";

/**
 * Imports a TypeScript module with all it needs, from the sources of this workspace.
 * @param {string} text of a module
 * @param {string} folder in which it would lie
 * @param {(path: string, text: string) => string | Promise<string>} [rewrite] changes a source file before it is compiled
 */
export async function importSource(text, folder, rewrite = (_, source) => source) {
  const target = mkdtempSync(join(tmpdir(), "zarrkit-fuzz-"));
  const file = join(target, "bundle.mjs");
  await build({
    stdin: { contents: text, resolveDir: folder, loader: "ts" },
    plugins: [{ name: "workspace", setup: (plugin) => setup(plugin, rewrite) }],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    outfile: file,
    logLevel: "error",
  });
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(target, { recursive: true });
  }
}

function setup(plugin, rewrite) {
  for (const { find, replacement } of workspaceSources("node")) {
    plugin.onResolve({ filter: find }, () => ({ path: replacement }));
  }
  plugin.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
    contents: await rewrite(path, readFileSync(path, "utf8")),
    loader: "ts",
  }));
}
