#!/usr/bin/env node
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";

const here = dirname(fileURLToPath(import.meta.url));

/** Every file directly in assembly/ is an engine; what several of them share lies in folders below. */
export const engineNames = readdirSync(join(here, "assembly"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3))
  .sort();

// No runtime, no assertions, and memory that is handed in: an engine is its kernels and nothing else.
const options = [
  ...["-O3", "--converge", "--noAssert", "--runtime", "stub", "--use", "abort="],
  ...["--importMemory", "--noExportMemory", "--enable", "simd", "--enable", "bulk-memory"],
];

/**
 * Compiles one engine and answers its WebAssembly module.
 * @param {string} name of a file in assembly/
 * @param {(path: string, text: string | null) => string | null} [rewrite] answers what a source file, or one that is not
 *   there, says instead
 * @returns {Promise<Uint8Array>}
 */
export async function compileEngine(name, rewrite = (_, text) => text) {
  let compiled = new Uint8Array(0);
  const { error, stderr } = await asc.main([`assembly/${name}.ts`, "--outFile", "engine.wasm", ...options], {
    readFile: (path) => rewrite(path, existsSync(join(here, path)) ? readFileSync(join(here, path), "utf8") : null),
    writeFile(_, contents) {
      compiled = /** @type {Uint8Array<ArrayBuffer>} */ (contents);
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${name} does not compile\n${stderr.toString()}`, { cause: error });
  return compiled;
}

/**
 * The module that carries an engine: its code as text, so that every bundler and every runtime takes it. In hexadecimal,
 * which gzip makes a fifth smaller than base64: there the same bytes are seldom the same text.
 * @param {Uint8Array} compiled
 */
export function carrier(compiled) {
  const text = Buffer.from(compiled).toString("hex");
  return `// Compiled from assembly/ by compile.mjs.\nexport const code: string =\n  "${text}";\n`;
}

/** @param {string} name */
export function carrierFile(name) {
  return join(here, "src/wasm", `${name}.ts`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  mkdirSync(join(here, "src/wasm"), { recursive: true });
  const wanted = process.argv.slice(2);
  for (const name of wanted.length > 0 ? wanted : engineNames) {
    const compiled = await compileEngine(name);
    writeFileSync(carrierFile(name), carrier(compiled));
    console.log(`${name}: ${compiled.length} bytes`);
  }
}
