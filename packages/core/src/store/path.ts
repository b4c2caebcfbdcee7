import { ZarrError } from "@zarrkit/plugin-api";

/** The key of a document or chunk below a node's path. */
export function joinKey(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}

/**
 * The path of a node below another. Strict: names are taken as they are, never decoded, and "." or ".." are refused, so that
 * a name from an untrusted document cannot leave the hierarchy (zarr-specs v3.1, "Node names").
 */
export function childPath(path: string, relative: string): string {
  const names = relative.split("/").filter((name, i, all) => name !== "" || (i > 0 && i < all.length - 1));
  for (const name of names) checkNodeName(name, relative);
  return [...(path === "" ? [] : [path]), ...names].join("/");
}

/** Not empty, not only periods, not reserved ("__…", "zarr.json"), without "/", control characters and what is no Unicode text. */
export function checkNodeName(name: string, within: string): void {
  const problem = problemOf(name);
  if (problem) {
    throw new ZarrError("invalid-argument", `"${within}" is no path of a node: the name "${name}" ${problem}.`);
  }
}

/** Whether a name that a store lists may be a node's. */
export function isNodeName(name: string): boolean {
  return problemOf(name) === undefined;
}

function problemOf(name: string): string | undefined {
  if (name === "") return "is empty";
  if (/^\.+$/.test(name)) return "consists of periods only";
  if (name.startsWith("__") || name === "zarr.json") return "is reserved";
  if (hasControlCharacter(name)) return "has a control character";
  return /\p{Surrogate}/u.test(name) ? "has half of a surrogate pair" : undefined;
}

function hasControlCharacter(name: string): boolean {
  return Array.from(name).some((character) => character.charCodeAt(0) < 32);
}
