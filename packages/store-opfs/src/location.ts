import { keySegments, ZarrError } from "@zarrkit/plugin-api";

/** The path that a URL names, percent-decoded once, and whether it ends in a slash; "" is the whole file system. */
export function parseLocation(url: string): { readonly path: string; readonly isFolder: boolean } {
  const [, encoded, end] = /^opfs:\/*([^?#]*?)(\/*)$/i.exec(url) ?? [];
  if (encoded === undefined) throw refused(url);
  try {
    const names = encoded === "" ? [] : encoded.split("/").map(decodeURIComponent);
    // An encoded slash would be taken for one between names.
    for (const name of names) if (keySegments(name).length > 1) throw refused(url);
    return { path: names.join("/"), isFolder: end !== "" || encoded === "" };
  } catch (cause) {
    throw refused(url, cause);
  }
}

/** The URL of a folder. */
export function locationOf(names: readonly string[]): string {
  return `opfs://${names.map((name) => `${encodeURIComponent(name)}/`).join("")}`;
}

function refused(url: string, cause?: unknown): ZarrError {
  return new ZarrError(
    "invalid-argument",
    `${JSON.stringify(url)} names no place: write opfs://path, with "?", "#", "%" and "|" in names percent-encoded.`,
    { fields: { url }, cause },
  );
}
