import { ZarrError } from "@zarrkit/plugin-api";
import type { Located } from "./source.js";

export function wrongNode(path: string, is: string, wanted: string, remedy: string): ZarrError {
  return new ZarrError("wrong-node", `"${path}" is ${is}, not ${wanted}: use ${remedy}().`, { fields: { path } });
}

/** What was looked for, where, and what may be the reason that it is not there. */
export function notFound(
  { label, path }: Located,
  wanted: "array" | "group" | "any",
  format: 2 | 3 | undefined,
): ZarrError {
  const node = wanted === "any" ? "Zarr array or group" : `Zarr ${wanted}`;
  const names = [
    ...(format === 2 ? [] : ["zarr.json"]),
    ...(format === 3 ? [] : wanted === "group" ? [".zgroup"] : [".zarray"]),
  ];
  return new ZarrError(
    "not-found",
    `No ${node} at ${label}: the store has no ${names.join(" and no ")} there. Check the path; a hierarchy's arrays lie below its root, and servers that hide missing files (403) must allow reading.`,
    { fields: { path } },
  );
}
