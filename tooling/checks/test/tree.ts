import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A repository in a temporary folder: path → contents, objects written as JSON. Removed when the test ends. */
export function tree(files: Record<string, string | object>): string {
  const base = mkdtempSync(join(tmpdir(), "zarrkit-tree-"));
  onTestFinished(() => rmSync(base, { recursive: true }));
  const skeleton = {
    "pnpm-workspace.yaml": "packages:\n  - packages/*\n  - examples/*\n  - apps/*\n",
    "package.json": { name: "workspace", private: true, devDependencies: { vitest: "1.0.0" } },
    ".changeset/config.json": { fixed: [["zarrkit", "@zarrkit/store-*"]] },
  };
  for (const [path, contents] of Object.entries({ ...skeleton, ...files })) {
    mkdirSync(join(base, dirname(path)), { recursive: true });
    writeFileSync(join(base, path), typeof contents === "string" ? contents : JSON.stringify(contents));
  }
  return base;
}
