import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import type { Specimen } from "./specimen.js";

/** From the folder of this package, in which tests and the fuzzer run: bundled, this module lies elsewhere. */
const packages = join(process.cwd(), "..");
const archives = join(packages, "store-zip/test/fixtures");
const references = join(packages, "store-reference/test/fixtures");
const hierarchies = join(packages, "core/test/fixtures/hierarchies.json");

/** Hierarchies, archives and references that zarr-python and kerchunk wrote, and references by hand. */
export function recordedSpecimens(): Specimen[] {
  const trees = ["v2 tree, consolidated below the root", "v3 tree, consolidated before a node was added"] as const;
  const recorded: Record<string, { store: Record<Key, string> }> = JSON.parse(readFileSync(hierarchies, "utf8"));
  const stored = trees.map((name) => {
    const values = Object.entries(recorded[name]!.store).map(([key, text]) => [key, fromBase64(text)] as const);
    return { name, values: new Map<Key, Bytes>(values), arrays: ["x", "a/b/z"] };
  });
  const zips = Object.entries({
    "array-v2.zip": "x",
    "array-v3.zip": "x",
    "array-v3-deflated.zip": "x",
    "array-sharded.zip": "",
  }).map(([file, path]) => ({
    name: file,
    values: new Map([[file, bytesOf(join(archives, file))]]),
    within: `${file}|zip:`,
    arrays: [path],
  }));
  return [...stored, ...zips, parquet("kerchunk.parq"), kerchunk(), byHand()];
}

function kerchunk(): Specimen {
  const file = "kerchunk-v1.json";
  const values = new Map([file, "ocean.nc"].map((name) => [name, bytesOf(join(references, name))]));
  return { name: file, values, within: `${file}|reference:`, arrays: ["lat", "time"] };
}

function parquet(folder: string): Specimen {
  const names = readdirSync(join(references, folder), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const values = new Map(files.map((file) => [file.slice(references.length + 1), bytesOf(file)]));
  values.set("ocean.nc", bytesOf(join(references, "ocean.nc")));
  return { name: folder, values, within: `${folder}|reference:`, arrays: ["lat", "time"] };
}

/** Everything that the specification of references has: written out, encoded, by range, by template and generated. */
function byHand(): Specimen {
  const array = { zarr_format: 2, shape: [7, 5], chunks: [3, 2], dtype: "<u2", compressor: null, filters: null };
  const document = {
    version: 1,
    templates: { u: "data.bin", f: "{{c}}" },
    gen: [
      {
        key: "x/{{i}}.{{j}}",
        url: "{{u}}",
        offset: "{{(i * 3 + j) * 12}}",
        length: "12",
        dimensions: { i: { stop: 2 }, j: [0, 1, 2] },
      },
    ],
    refs: {
      ".zgroup": '{"zarr_format": 2}',
      ".zattrs": { title: "by hand" },
      "x/.zarray": JSON.stringify({ ...array, fill_value: 0, order: "C" }),
      "x/2.0": ["{{u}}", 72, 12],
      "x/2.1": "base64:AQACAAMABAAFAAYA",
      "x/2.2": ["{{f(c='data.bin')}}", 96, 12],
    },
  };
  const values = new Map<Key, Bytes>([
    ["refs.json", new TextEncoder().encode(JSON.stringify(document))],
    ["data.bin", Uint8Array.from({ length: 108 }, (_, i) => i)],
  ]);
  return { name: "references by hand", values, within: "refs.json|reference:", arrays: ["x"] };
}

function bytesOf(file: string): Bytes {
  return new Uint8Array(readFileSync(file));
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
