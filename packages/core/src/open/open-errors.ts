import { type DataTypePlugin, ZarrError } from "@zarrkit/plugin-api";
import type { ZarrArray } from "../node/zarr-array.js";
import { adviceFor } from "./mistaken-url.js";
import type { Located, Source } from "./source.js";

export function wrongNode(source: Source, path: string, is: string, wanted: string, remedy: string): ZarrError {
  const label = typeof source === "string" || source instanceof URL ? withoutQuery(String(source)) : `"${path}"`;
  return new ZarrError("wrong-node", `${label} is ${is}, not ${wanted}: use ${remedy}().`, { fields: { path } });
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
  { label, path }: Located,
  wanted: "array" | "group" | "any",
  format: 2 | 3 | undefined,
  areConsolidated: boolean,
): ZarrError {
  const node = wanted === "any" ? "Zarr array or group" : `Zarr ${wanted}`;
  const names = [...(format === 2 ? [] : ["zarr.json"]), ...(format === 3 ? [] : names2[wanted])].join(" and no ");
  const place = withoutQuery(label);
  const advice =
    adviceFor(place) ??
    "Check the path; a hierarchy's arrays lie below its root, and servers that hide missing files (403) must allow reading.";
  const reason = areConsolidated
    ? `the consolidated metadata above have no ${names} for it. Check the path; if the node was added later, pass { consolidated: false } or consolidate again.`
    : `the store has no ${names} there. ${advice}`;
  return new ZarrError("not-found", `No ${node} at ${place}: ${reason}`, { fields: { path } });
}

/** The query of a URL may hold secrets, which messages carry into logs. */
function withoutQuery(label: string): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(label) ? label.replace(/\?[^|]*/, "") : label;
}
