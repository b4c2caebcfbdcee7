import type { BytesToBytes } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { codecPlugin } from "../doubles/plugins.js";

const nothing: BytesToBytes = { encodedSize: (size) => size, encode: (source) => source, decode: (source) => source };

/** A codec that does nothing but take down whether it was bound while an array was created. */
function witness(name: string, seen: string[], inner?: string) {
  return codecPlugin(name, "bytes-bytes", async (_, spec, tools) => {
    seen.push(`${name} ${tools.creates}`);
    if (inner) await tools.bindBytes([{ name: inner }], spec, { name, format: 3, path: "codecs[1]" });
    return { ...nothing, result: "source" };
  });
}

it.each([2, 3] as const)(
  "codecs, inner ones too, are told while an array is created, and only then: v%i",
  async (format) => {
    const seen: string[] = [];
    const registry = createRegistry(witness("numcodecs.outer", seen, "inner"), witness("inner", seen));
    const store = new Map();
    const codecs = ["bytes", "numcodecs.outer"];
    await createArray(store, { registry, format, shape: [2], chunks: [2], dataType: "uint8", codecs });
    expect(seen).toEqual(["numcodecs.outer true", "inner true"]);
    seen.length = 0;
    store.set(format === 2 ? "0" : "c/0", Uint8Array.of(3, 4));
    await get(await openArray(store, { registry }));
    expect(new Set(seen)).toEqual(new Set(["numcodecs.outer false", "inner false"]));
  },
);
