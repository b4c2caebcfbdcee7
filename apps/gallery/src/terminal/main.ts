#!/usr/bin/env node
import { samplesFolder } from "@zarrkit/fixtures/folders";
import { serveOnLoopback } from "../serving/loopback.js";
import { parseArguments, usage } from "./arguments.js";
import { type Screen, standardScreen } from "./screen.js";
import { showArray } from "./show-array.js";
import { showExamples } from "./show-examples.js";

// Whoever reads only the beginning (`| head`) has had enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

try {
  await run(process.argv.slice(2), standardScreen());
} catch (error) {
  process.stderr.write(`\n✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(words: readonly string[], screen: Screen): Promise<void> {
  const wish = parseArguments(words);
  if (wish.kind === "help") return screen.print(usage);
  if (wish.kind === "array") return showArray(wish, screen);
  const server = await serveOnLoopback({ samples: samplesFolder });
  try {
    await showExamples(`${server.url}samples/`, screen);
  } finally {
    await server.close();
  }
  screen.print("\n  Your own: npm start -- URL [SELECTION]\n");
}
