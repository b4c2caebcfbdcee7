import { type Key, keySegments, ZarrError } from "@zarrkit/plugin-api";

/** An http or https URL; in a page, one relative to it too. Refused: what fetch would read as something else. */
export function parseRoot(url: string | URL): URL {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  const root = URL.canParse(url, base) ? new URL(url, base) : undefined;
  const problem = !/^https?:/.test(root?.protocol ?? "")
    ? "is no http or https URL"
    : /#/.test(root?.href ?? "")
      ? 'has a fragment, which servers never see: write "#" as %23'
      : root?.username || root?.password
        ? "holds credentials: send them with the option transformRequest"
        : undefined;
  if (root && !problem) return root;
  throw new ZarrError("invalid-argument", `The address ${withoutSecrets(String(url))} ${problem}.`);
}

/** The folder at a URL, ending in a slash, with its query string. */
export function folderOf(root: URL): string {
  return `${root.origin}${root.pathname.replace(/\/*$/, "/")}${root.search}`;
}

/** The address of a key: names are percent-encoded, never decoded, and the root's query string goes to every key. */
export function addressing(root: URL): (key: Key) => string {
  const [, folder, query] = /^([^?]*)(.*)/.exec(folderOf(root)) ?? [];
  return (key) => folder + keySegments(key).map(encodeURIComponent).join("/") + query;
}

/**
 * A URL as a folder and a name in it, so that what is at the URL itself can be read as a value. A URL that ends in "/" is
 * the folder itself, and so is one whose last name we would spell otherwise.
 */
export function splitRoot(root: URL): { readonly folder: URL; readonly name: string } {
  const last = root.pathname.replace(/.*\//, "");
  const folder = new URL(root);
  folder.pathname = root.pathname.slice(0, -last.length || undefined);
  try {
    const name = decodeURIComponent(last);
    if (keySegments(name).map(encodeURIComponent).join("/") === last) return { folder, name };
  } catch {}
  return { folder: root, name: "" };
}

/** Query strings and user names hold signatures, tokens and passwords: they must not end up in logs. */
export function withoutSecrets(url: string): string {
  return url.replace(/\?.*/, "?…").replace(/\/\/.*@/, "//…@");
}
