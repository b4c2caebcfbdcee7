import { type DataTypePlugin, ZarrError } from "@zarrkit/plugin-api";
import type { ZarrArray } from "../node/zarr-array.js";
import { adviceFor } from "./mistaken-url.js";
import type { Located, Source } from "./source.js";

export function wrongNode(source: Source, path: string, is: string, wanted: string, remedy: string): ZarrError {
  const node = nodeOf(path, addressOf(source));
  return new ZarrError("wrong-node", `${node} is ${is}, not ${wanted}: use ${remedy}().`, { fields: { path } });
}

export function wrongDataType({ path, dataType }: ZarrArray, wanted: string | DataTypePlugin): ZarrError {
  const name = typeof wanted === "string" ? wanted : wanted.name;
  return new ZarrError("wrong-node", `Array "${path}" holds ${dataType.name}, but ${name} was asked for.`, {
    fields: { path },
  });
}

const names2 = { array: [".zarray"], group: [".zgroup"], any: [".zarray", ".zgroup"] } as const;

/** What was looked for, where, and what may be the reason that it is not there. */
export function notFound(
  { source, path }: Located,
  wanted: "array" | "group" | "any",
  format: 2 | 3 | undefined,
  areConsolidated: boolean,
): ZarrError {
  const node = wanted === "any" ? "Zarr array or group" : `Zarr ${wanted}`;
  const names = [...(format === 2 ? [] : ["zarr.json"]), ...(format === 3 ? [] : names2[wanted])].join(" and no ");
  const address = addressOf(source);
  const advice =
    (address && adviceFor(address)) ??
    "Check the path; a hierarchy's arrays lie below its root, and servers that hide missing files (403) must allow reading.";
  const reason = areConsolidated
    ? `the consolidated metadata above have no ${names} for it. Check the path; if the node was added later, pass { consolidated: false } or consolidate again.`
    : `the store has no ${names} there. ${advice}`;
  return new ZarrError("not-found", `No ${node} at ${nodeOf(path, address)}: ${reason}`, { fields: { path } });
}

/** The URL that was given, without its query: that may hold secrets, which messages carry into logs. */
function addressOf(source: Source): string | undefined {
  if (typeof source !== "string" && !(source instanceof URL)) return undefined;
  const given = String(source);
  return /^[a-z][a-z0-9+.-]+:/i.test(given) ? given.replace(/\?[^|]*/, "") : given;
}

/** Where a node is: at the URL, or below it. */
function nodeOf(path: string, address: string | undefined): string {
  if (address === undefined) return `"${path}"`;
  return address.replace(/\/+$/, "").endsWith(path) ? address : `"${path}" in ${address}`;
}
