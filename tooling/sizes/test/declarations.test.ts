import { join, sep } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "../../workspace/packages.mjs";

/** What most users import, and the declarations that it leads to: those of this workspace, as they are packed. */
const entries = ["zarrkit/dist/node.d.ts", "core/dist/index.d.ts", "store-http/dist/store.d.ts"];
const program = ts.createProgram(
  entries.map((entry) => join(root, "packages", entry)),
  {
    ...{ strict: true, noEmit: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022 },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    ...{ lib: ["lib.es2022.d.ts"], types: ["node"] },
  },
);
const ours = program.getSourceFiles().filter(({ fileName }) => fileName.split("/").join(sep).startsWith(root));

describe("the declarations of the front door, core and store-http", () => {
  it("hold in a program for Node that knows nothing of pages, with libraries checked", () => {
    const found = ours.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
    const words = found
      .filter(({ file }) => !file?.fileName.includes("node_modules"))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    expect(words).toEqual([]);
  });

  // `Uint8Array<ArrayBuffer>` is TypeScript 5.7's; before, typed arrays have no parameters.
  it("are understood by TypeScript 5.4", () => {
    const newer = ours
      .filter(({ fileName, text }) => /\/dist\//.test(fileName) && /\bU?int\d+Array<|\bFloat\d+Array</i.test(text))
      .map(({ fileName }) => fileName);
    expect(ours.length).toBeGreaterThan(30);
    expect(newer).toEqual([]);
  });
});
