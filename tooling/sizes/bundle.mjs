import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import nodeResolve from "@rollup/plugin-node-resolve";
import { build } from "esbuild";
import { rollup } from "rollup";

const here = dirname(fileURLToPath(import.meta.url));

/** @type {import("esbuild").BuildOptions & { metafile: true, write: false, external: string[] }} */
const options = {
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  metafile: true,
  platform: "browser",
  target: "es2022",
  external: ["node:*"],
  legalComments: "none",
  outdir: "/out",
  write: false,
  logLevel: "silent",
};

/**
 * @typedef {object} Bundle
 * @property {string} code the entry chunk's text, minified
 * @property {string} text the text of all chunks
 * @property {number} entry gzipped bytes that load before anything runs: the entry chunk and all it imports statically
 * @property {number} total gzipped bytes of all chunks
 * @property {number} foreign gzipped bytes of the chunks that hold nothing of this workspace
 * @property {string[]} sources files that went into what `entry` counts
 * @property {number} requests files that `entry` counts
 * @property {number} chunks all files
 */

/**
 * Bundles a module as a web page would: split at dynamic imports, minified, each chunk gzipped alone as it is served.
 * @param {string} source text of a module that imports packages of the workspace by name
 * @param {readonly string[]} leftOut modules that are imported and not bundled
 * @returns {Promise<Bundle>}
 */
export async function bundle(source, leftOut = []) {
  const stdin = { contents: source, resolveDir: here, sourcefile: "entry.mjs" };
  const result = await build({ ...options, stdin, external: [...options.external, ...leftOut] });
  const outputs = Object.entries(result.metafile.outputs);
  const chunks = result.outputFiles.map((file) => {
    const [path, output] = outputs.find(([name]) => basename(name) === basename(file.path)) ?? [];
    const imported = output?.imports.filter(({ kind, external }) => kind === "import-statement" && !external) ?? [];
    const gzipped = gzipSync(file.contents, { level: 9 }).length;
    return { path, ...output, imported: imported.map((one) => one.path), text: file.text, gzipped };
  });
  const loaded = chunks.filter((chunk) => chunk.entryPoint?.endsWith("entry.mjs"));
  for (const { imported } of loaded) {
    loaded.push(...chunks.filter((chunk) => imported.includes(chunk.path ?? "") && !loaded.includes(chunk)));
  }
  const size = (some) => some.reduce((sum, { gzipped }) => sum + gzipped, 0);
  return {
    code: loaded[0]?.text ?? "",
    text: chunks.map(({ text }) => text).join("\n"),
    entry: size(loaded),
    total: size(chunks),
    foreign: size(chunks.filter(({ inputs }) => isForeign(contributors(inputs ?? {})))),
    sources: loaded.flatMap(({ inputs }) => contributors(inputs ?? {})),
    requests: loaded.length,
    chunks: chunks.length,
  };
}

/**
 * The same in one file, what lies behind `import()` left outside.
 * @param {string} source
 * @returns {Promise<number>} gzipped bytes
 */
export async function oneFile(source) {
  const outside = { name: "lazy-outside", setup };
  function setup(esbuild) {
    esbuild.onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : null,
    );
  }
  const stdin = { contents: source, resolveDir: here, sourcefile: "entry.mjs" };
  const result = await build({ ...options, splitting: false, stdin, plugins: [outside] });
  const [{ contents }] = /** @type {[import("esbuild").OutputFile]} */ (result.outputFiles);
  return gzipSync(contents, { level: 9 }).length;
}

function isForeign(sources) {
  return sources.length > 0 && sources.every((path) => path.includes("node_modules/"));
}

function contributors(inputs) {
  return Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0 && !path.endsWith("entry.mjs"));
}

/**
 * The same with Rollup and the plugin by which its users find packages; answers all chunks' text, not minified.
 * @param {string} source
 * @returns {Promise<string>}
 */
export async function rollupBundle(source) {
  const entry = { name: "entry", resolveId: (id) => (id === "entry" ? `${here}/entry.mjs` : null), load };
  function load(id) {
    return id === `${here}/entry.mjs` ? { code: source, moduleSideEffects: true } : null;
  }
  const result = await rollup({
    input: "entry",
    plugins: [entry, nodeResolve({ browser: true, rootDir: here })],
    external: /^node:/,
    onwarn: () => {},
  });
  const { output } = await result.generate({ format: "es" });
  return output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
}
