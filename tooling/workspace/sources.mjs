import { readFileSync } from "node:fs";
import ts from "typescript";

/**
 * What a source file imports: specifiers of `import`, `export from`, `import()` and `import type`, once each.
 * @param {string} file
 * @returns {string[]}
 */
export function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  return [...new Set(importedFiles.map(({ fileName }) => fileName))];
}
