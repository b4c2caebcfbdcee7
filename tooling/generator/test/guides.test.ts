import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import rootManifest from "../../../package.json" with { type: "json" };
import { root } from "../../workspace/packages.mjs";

const copy = mkdtempSync(join(tmpdir(), "zarrkit-guides-"));

/** Nothing is downloaded: what a new package needs is in the workspace, or installed already. With `CI`, pnpm would refuse
 * to add the package to the lockfile. */
const { CI: _, ...inherited } = process.env;
const environment = { ...inherited, npm_config_offline: "true" };

/** What is made or installed; a fresh clone has none of it. */
const made = new Set(["node_modules", "dist", "out", "tmp", ".git", ".turbo", ".report", ".venv", ".interop"]);

beforeAll(() => {
  cpSync(root, copy, { recursive: true, filter: (path) => path === root || !made.has(basename(path)) });
});

afterAll(() => rmSync(copy, { recursive: true }));

describe.each(["add-a-codec", "add-a-store", "add-a-data-type"])(
  "the commands of guides/%s.md, typed in a fresh folder",
  (guide) => {
    it.each(commands(guide))("%s", (command) => {
      const pnpm = `pnpm() { npx --yes ${rootManifest.packageManager} "$@"; }`;
      const shell = `set -euo pipefail; ${pnpm}; ${command}`;
      const { status, stdout, stderr } = spawnSync("bash", ["-c", shell], {
        cwd: copy,
        env: environment,
        encoding: "utf8",
      });
      expect(status, `${stdout}${stderr}`).toBe(0);
    });
  },
);

/** The lines of a guide's shell blocks, without their comments. */
function commands(guide: string): string[] {
  const text = readFileSync(join(root, "guides", `${guide}.md`), "utf8");
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map((match) => match[1]!);
  const lines = blocks.flatMap((block) => block.split("\n")).map((line) => line.replace(/\s+#.*$/, "").trim());
  const typed = lines.filter((line) => line !== "");
  if (typed.length === 0) throw new Error(`guides/${guide}.md has no shell block.`);
  return typed;
}
