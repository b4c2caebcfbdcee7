import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { rollup } from "rollup";

/**
 * Puts what an entry imports statically into one file, `together.js`, and leaves each lazy module in a file of its own.
 * Bundlers give every set of modules that the same lazy modules need a chunk of its own: from a package of many small files
 * with many lazy ones, a page would load two dozen chunks before anything runs (decisions/0007-what-a-page-pays.md).
 * @param {string} entry the emitted file of the package's only entry
 */
export async function together(entry) {
  const folder = resolve(entry, "..");
  const modules = new Map();
  const bundle = await rollup({
    input: entry,
    external: (id) => !id.startsWith(".") && !id.startsWith("/"),
    treeshake: false,
    plugins: [
      {
        name: "together",
        load: (id) => ({ code: readFileSync(id, "utf8"), map: existsSync(`${id}.map`) ? readMap(`${id}.map`) : null }),
        moduleParsed: (module) => void modules.set(module.id, module.importedIds),
      },
    ],
  });
  const first = new Set([resolve(entry)]);
  for (const id of first) for (const imported of modules.get(id) ?? []) if (modules.has(imported)) first.add(imported);
  const emitted = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.js(\.map)?$/.test(name),
  );
  for (const name of emitted) rmSync(join(folder, name));
  await bundle.write({
    dir: folder,
    format: "es",
    sourcemap: true,
    minifyInternalExports: false,
    hoistTransitiveImports: false,
    entryFileNames: "[name].js",
    manualChunks: (id) => (first.has(id) ? "together" : undefined),
    chunkFileNames: ({ name, facadeModuleId }) => (facadeModuleId ? relative(folder, facadeModuleId) : `${name}.js`),
  });
}

function readMap(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
