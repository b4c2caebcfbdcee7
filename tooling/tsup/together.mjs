import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { rollup } from "rollup";

/**
 * Puts some emitted modules with all they import statically into one file, `together.js`, and leaves every other module a
 * file of its own. Bundlers give each set of modules that the same lazy modules need a chunk of its own: from a package of
 * many small files with many lazy ones, a page would load two dozen chunks before anything runs
 * (decisions/0007-what-a-page-pays.md). A module among them that package.json names stays, as a file that hands on.
 * @param {string} folder where the modules were emitted
 * @param {readonly string[]} names of modules in it, as in `node/get`: what nearly every page needs
 */
export async function together(folder, names) {
  const emitted = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.js(\.map)?$/.test(name),
  );
  const modules = emitted.filter((name) => name.endsWith(".js"));
  const first = new Set(names.map((name) => resolve(folder, `${name}.js`)));
  for (const file of first) for (const imported of staticImports(file)) first.add(imported);

  const published = readFileSync(join(folder, "../package.json"), "utf8");
  const others = modules.filter((name) => !first.has(resolve(folder, name)) || published.includes(`"./dist/${name}"`));
  const bundle = await rollup({
    input: Object.fromEntries(others.map((name) => [name.slice(0, -3), join(folder, name)])),
    external: (id) => !/^[./]/.test(id) && !id.startsWith(folder),
    treeshake: false,
    plugins: [{ name: "with-maps", load: (id) => ({ code: readFileSync(id, "utf8"), map: readMap(`${id}.map`) }) }],
  });
  for (const name of emitted) rmSync(join(folder, name));
  await bundle.write({
    dir: folder,
    format: "es",
    sourcemap: true,
    minifyInternalExports: false,
    hoistTransitiveImports: false,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    manualChunks: (id) => (first.has(id) ? "together" : undefined),
  });
}

/** The files that an emitted module imports without `import()`. */
function staticImports(file) {
  const statements = readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^;]*?"(\.[^"]+)";/gm);
  return [...statements].map((match) => resolve(file, "..", match[1] ?? ""));
}

function readMap(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
