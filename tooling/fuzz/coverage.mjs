import { basename, join, relative } from "node:path";
import { carrier, compileEngine } from "../../packages/engines/compile.mjs";
import { root } from "../workspace/packages.mjs";
import { withMarks } from "./branches.mjs";
import { importSource } from "./bundle.mjs";

/** Counters of an engine are bits of so many exported globals. */
const words = 32;
const wordBits = 64;
const wasmFolder = "packages/engines/src/wasm/";

/**
 * Which arms of branches the attempts of a subject reach: of its engine in AssemblyScript, and of its sources in TypeScript.
 * @param {string} file of the subject
 * @param {string} packageFolder
 * @param {(subject: import("./fuzz.mjs").Subject) => Promise<void>} run
 * @returns {Promise<{ name: string, places: { where: string, reached: boolean }[] }[]>}
 */
export async function coverage(file, packageFolder, run) {
  const { subject } = await importSource(`export { subject } from ${JSON.stringify(file)};`, packageFolder);
  const assembly = new Places();
  const plain = new Places();
  const reached = new Set();
  Object.assign(globalThis, { zarrkitReached: reached });
  const sources = subject.sources.map((name) => join(packageFolder, "src", name));
  const engine = subject.engine && `${join(root, wasmFolder, subject.engine)}.ts`;

  const text = `export { subject } from ${JSON.stringify(file)};
    export { loadEngine } from "@zarrkit/engines/engine";
    ${engine ? `export { code } from ${JSON.stringify(engine)};` : "export const code = undefined;"}`;
  const marked = await importSource(text, packageFolder, async (path, source) => {
    if (path === engine) return carrier(await markedEngine(subject.engine, assembly));
    if (!sources.includes(path)) return source;
    return withMarks(source, (line) => `zarrkitReached.add(${plain.next(`${relative(root, path)}:${line}`)})`);
  });
  await run(marked.subject);
  const result = [{ name: `${subject.name} in TypeScript`, places: plain.reached((index) => reached.has(index)) }];
  if (marked.code === undefined) return result;
  const { kernels } = await marked.loadEngine(marked.code);
  const isReached = (index) =>
    ((kernels[`reached${Math.floor(index / wordBits)}`].value >> BigInt(index % wordBits)) & 1n) === 1n;
  return [{ name: `${subject.name} in WebAssembly`, places: assembly.reached(isReached) }, ...result];
}

class Places {
  #where = [];

  /** @param {string} where */
  next(where) {
    return this.#where.push(where) - 1;
  }

  reached(isReached) {
    return this.#where.map((where, index) => ({ where, reached: isReached(index) }));
  }
}

/** Compiles an engine whose arms set bits of globals, which it exports beside its kernels. */
function markedEngine(name, places) {
  const globals = Array.from({ length: words }, (_, word) => `reached${word}`);
  const counters = globals.map((global) => `export let ${global}: u64 = 0;\n${setter(global)}`).join("");
  // The compiler may ask for a file more than once.
  const rewritten = new Map();
  return compileEngine(name, (path, text) => {
    if (basename(path) === "reached.ts") return counters;
    if (text === null || !path.startsWith("assembly/")) return text;
    if (!rewritten.has(path)) rewritten.set(path, markedSource(path, text));
    return rewritten.get(path);
  });

  function markedSource(path, text) {
    const used = new Set();
    const result = withMarks(text, (line) => {
      const index = places.next(`${join("packages/engines", path)}:${line}`);
      const word = Math.floor(index / wordBits);
      if (word >= words) throw new Error(`${name} has more than ${words * wordBits} arms`);
      used.add(`set_reached${word}`);
      return `set_reached${word}(${index % wordBits})`;
    });
    const counterFile = `./${"../".repeat(path.split("/").length - 2)}reached`;
    const exported = path === `assembly/${name}.ts` ? `export { ${globals.join(", ")} } from "${counterFile}";\n` : "";
    return `import { ${[...used].join(", ")} } from "${counterFile}";\n${exported}${result}`;
  }
}

function setter(global) {
  return `@inline export function set_${global}(bit: u64): void { ${global} |= (1 as u64) << bit; }\n`;
}
