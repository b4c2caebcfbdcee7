import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const root = join(import.meta.dirname, "../../..");
const guide = readFileSync(join(root, "guides/a-package-of-your-own.md"), "utf8");
const files = [...guide.matchAll(/```json\n\/\/ (\S+)\n(.*?)```/gs)];

const contract = `
import { codecContract } from "@zarrkit/conformance";
import { xor } from "zarr-codec-xor";
const decoded = Uint8Array.of(1, 2, 3);
const sample = { name: "x", configuration: { distance: 9 }, decoded, encoded: decoded, canonical: true };
for (const one of await codecContract(xor(), [sample])) await one.run();
console.log("kept");`;

it("outside of this repository it is built, imported and held to its contract by what the guide lays out", () => {
  expect(files.map(([, path]) => path)).toEqual(["package.json", "tsconfig.json"]);
  const folder = mkdtempSync(join(tmpdir(), "zarrkit-outside-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [, path, text] of files) writeFileSync(join(folder, path!), text!);
  cpSync(join(root, "examples/codec-xor/src"), join(folder, "src"), { recursive: true });
  mkdirSync(join(folder, "node_modules/@zarrkit"), { recursive: true });
  for (const [name, path] of [
    ["plugin-api", "packages/plugin-api"],
    ["conformance", "test-utils/conformance"],
  ] as const) {
    symlinkSync(join(root, path), join(folder, "node_modules/@zarrkit", name), "junction");
  }
  const run = (...command: string[]) =>
    execFileSync(process.execPath, command, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  run(join(root, "node_modules/typescript/bin/tsc"));
  writeFileSync(join(folder, "contract.mjs"), contract);
  expect(run("contract.mjs")).toBe("kept\n");
}, 60_000);
