import { keySegments, ZarrError } from "@zarrkit/plugin-api";

/** The database and the path in it that a URL names; both are percent-decoded, once. */
export function parseLocation(url: string): { readonly database: string; readonly path: string } {
  const [, name, path] = /^indexeddb:\/\/([^/?#]+)\/*([^?#]*?)\/*$/i.exec(url) ?? [];
  if (name === undefined || path === undefined) throw refused(url);
  try {
    const decoded = path.split("/").map(decodeURIComponent);
    // An encoded slash would be taken for one between names.
    if (path !== "") decoded.forEach((segment) => keySegments(segment.replaceAll("/", "//")));
    return { database: decodeURIComponent(name), path: decoded.join("/") };
  } catch (cause) {
    throw refused(url, cause);
  }
}

/** The URL of a whole database. */
export function locationOf(database: string): string {
  return `indexeddb://${encodeURIComponent(database)}/`;
}

function refused(url: string, cause?: unknown): ZarrError {
  return new ZarrError(
    "invalid-argument",
    `${JSON.stringify(url)} names no place: write indexeddb://database/path, with "?", "#", "%" and "|" in names percent-encoded.`,
    { fields: { url }, cause },
  );
}
