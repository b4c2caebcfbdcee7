import { type Key, keySegments, ZarrError } from "@zarrkit/plugin-api";

/** The address of a key below a root URL, whose query string goes to every key. Names are percent-encoded, never decoded. */
export function addressing(root: URL): (key: Key) => string {
  const folder = root.origin + root.pathname.replace(/\/+$/, "");
  return (key) => `${folder}/${keySegments(key).map(encodeURIComponent).join("/")}${root.search}`;
}

/** In a page, relative to it. Refuses with `invalid-argument` what would silently name something else. */
export function parseRoot(url: string | URL): URL {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  if (!URL.canParse(url, base)) throw refused(url, "is no URL");
  const root = new URL(url, base);
  if (!/^https?:$/.test(root.protocol)) throw refused(url, "is not http: or https:");
  if (root.hash || root.href.endsWith("#"))
    throw refused(url, 'has a fragment, which is never sent: write "#" as "%23"');
  if (root.username || root.password) throw refused(url, "holds credentials: send them with transformRequest");
  return root;
}

/**
 * A URL as folder and name, so that adapters find a value at it. One that ends in "/" is the folder itself, and so is one
 * whose last name is not spelled as `addressing` would.
 */
export function splitRoot(root: URL): { readonly folder: URL; readonly name: string } {
  const [, start, last] = /^(.*\/)([^/]*)$/.exec(root.pathname) as unknown as [string, string, string];
  const folder = new URL(root);
  folder.pathname = start;
  try {
    const name = decodeURIComponent(last);
    if (keySegments(name).map(encodeURIComponent).join() === last) return { folder, name };
  } catch {}
  return { folder: root, name: "" };
}

function refused(url: string | URL, problem: string): ZarrError {
  return new ZarrError("invalid-argument", `"${withoutSecrets(String(url))}" ${problem}.`);
}

/** Queries hold signatures and tokens, which must not end up in logs. */
export function withoutSecrets(url: string): string {
  return url.replace(/\?.*/s, "?…").replace(/\/\/[^/]*@/, "//…@");
}
