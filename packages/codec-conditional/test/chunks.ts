import { crc32c } from "@zarrkit/codec-checksum/crc32c";
import { shuffle } from "@zarrkit/codec-filters/shuffle";
import { gzip } from "@zarrkit/codec-gzip";
import { codecTools, createRegistry } from "@zarrkit/core";
import type { Bytes } from "@zarrkit/plugin-api";
import { conditional } from "../src/index.js";
import chunks from "./fixtures/chunks.json" with { type: "json" };

export const registry = createRegistry(conditional(), shuffle(), gzip(), crc32c());

/** Core's tools, which bind the inner codecs. */
export const tools = codecTools(registry);

export const origin = { name: "conditional", format: 3, path: "codecs[1]" } as const;

/** What the chunks of test/fixtures/generate.py were made with. */
export const codecs = [
  { name: "numcodecs.shuffle", configuration: { elementsize: 4 } },
  { name: "gzip", configuration: { level: 6 } },
];

export function chunk(name: keyof typeof chunks): Bytes {
  return Uint8Array.from(atob(chunks[name]), (character) => character.charCodeAt(0));
}

export const decoded = chunk("decoded");

/** A bound codec, for chunks of that many bytes. */
export async function bound(configuration: object, size: number) {
  const module = await conditional().load();
  const spec = { size: { exact: size }, elementSize: 4 };
  return module.bind(module.parse(configuration, origin), spec, tools);
}
