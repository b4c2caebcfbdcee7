#!/usr/bin/env node
// Prints what a page pays, in gzipped bytes: to read an uncompressed array over HTTP, and for each further plugin. What
// packages of others weigh, which are loaded by writers only, stands apart.
import { plugins } from "../catalogue/plugins.mjs";
import { bundle } from "./bundle.mjs";
import { reading, readingWith } from "./cases.mjs";

const base = await bundle(reading);
console.log(`${"entry".padStart(8)} ${"total".padStart(8)} ${"others'".padStart(8)}`);
print(base.entry, base.total, base.foreign, `core + store-http: openArray and get, ${base.requests} files first`);
for (const plugin of plugins(new URL("package.json", import.meta.url))) {
  const { entry, total, foreign } = await bundle(readingWith(plugin));
  print(entry - base.entry, total - base.total - foreign, foreign, `+ ${plugin.factory} of ${plugin.from}`);
}

function print(entry, total, foreign, what) {
  console.log(`${[entry, total, foreign].map((bytes) => String(bytes).padStart(8)).join(" ")}  ${what}`);
}
