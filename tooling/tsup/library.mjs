import { readFileSync } from "node:fs";

/**
 * The one way a package of this workspace is emitted: every entry of its `exports` becomes an ES module, code behind a
 * dynamic import becomes a chunk of its own, and nothing of another package is bundled in. Declarations come from
 * `tsc -b`, which runs after this (decisions/0004-toolchain.md).
 * @returns {import("tsup").Options}
 */
export function library() {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  /** @type {Record<string, string>} */
  const entry = {};
  for (const target of Object.values(manifest.exports)) collect(target, entry);
  return {
    entry,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    splitting: true,
    treeshake: true,
    sourcemap: true,
    // Declarations stay: `tsc -b` rewrites those that changed, and builds that run side by side need them. Its notes lie
    // beside them, so that both are cached or lost together; npm never packs a file whose name begins with "._".
    clean: ["!**/*.d.ts", "!**/._tsbuildinfo"],
    dts: false,
    silent: true,
    external: [/^node:/],
  };
}

function collect(target, entry) {
  if (typeof target === "object" && target !== null) for (const inner of Object.values(target)) collect(inner, entry);
  if (typeof target !== "string" || !target.endsWith(".js")) return;
  const name = target.replace(/^\.\/dist\//, "").replace(/\.js$/, "");
  entry[name] = `src/${name}.ts`;
}
