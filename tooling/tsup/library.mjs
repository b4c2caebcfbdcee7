import { together } from "./together.mjs";

/**
 * The one way a package of this workspace is emitted: each source file becomes one ES module of the same name. Bundlers of
 * users split their output by file, so code that only a lazy module needs stays out of what a page loads first
 * (decisions/0007-what-a-page-pays.md). Declarations come from `tsc -b`, which runs after this (decisions/0004-toolchain.md).
 * @param {{ together?: readonly string[] }} options `together`: modules that become one file with all they import
 *   statically, for packages whose many lazy modules would otherwise scatter them over many chunks
 * @returns {import("tsup").Options}
 */
export function library(options = {}) {
  return {
    entry: ["src/**/*.ts"],
    bundle: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    sourcemap: true,
    // Declarations stay: `tsc -b` rewrites those that changed, and builds that run side by side need them. Its notes lie
    // beside them, so that both are cached or lost together; npm never packs a file whose name begins with "._".
    clean: ["!**/*.d.ts", "!**/._tsbuildinfo"],
    dts: false,
    silent: true,
    ...(options.together && { onSuccess: () => together("dist", options.together ?? []) }),
  };
}
