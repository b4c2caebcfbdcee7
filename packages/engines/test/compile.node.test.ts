import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { carrier, carrierFile, compileEngine, engineNames } from "../compile.mjs";

it.each(engineNames)("the committed module of %s is what its source compiles to", async (name) => {
  const committed = readFileSync(carrierFile(name), "utf8");
  // Their texts are too long to be shown: when this fails, `pnpm --filter @zarrkit/engines compile` writes them anew.
  expect(committed === carrier(await compileEngine(name))).toBe(true);
});
