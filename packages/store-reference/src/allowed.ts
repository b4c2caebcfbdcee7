import { show, ZarrError } from "@zarrkit/plugin-api";

/** What URLs of a place begin with, in comparable parts. */
interface Beginning {
  readonly protocol: string;
  /** Host and port, or bucket; `undefined` allows all. */
  readonly host: string | undefined;
  readonly path: string;
}

/**
 * Decides which files a document may have read. Whoever wrote the document chose the targets, so without this a document
 * from anywhere reads whatever its reader can reach: files, hosts of an inner network, buckets of others.
 *
 * @param home URL of the folder where the document lies, if there is one
 * @param allow beginnings of URLs
 * @returns a function that throws `access-denied` for other targets
 */
export function allowing(home: string | undefined, allow: readonly string[]): (target: string) => void {
  const beginnings = [...(home === undefined ? [] : [ownPlace(home)]), ...allow.map(parseBeginning)];
  return (target) => {
    const url = parse(target);
    if (url && beginnings.some((beginning) => covers(beginning, url))) return;
    const shown = withoutSecrets(target);
    const places = beginnings.map(print).join(", ") || "none besides files beside the document";
    const remedy = url
      ? `If you trust the document, open it with reference({ allow: [${JSON.stringify(print(wider(url)))}] }).`
      : "Targets are URLs without control characters and without . or .. in their paths.";
    const message = `A reference points to ${shown}, which is outside of what may be read: ${places}. ${remedy}`;
    throw new ZarrError("access-denied", message, { fields: { url: shown } });
  };
}

/** The origin or bucket that a document lies in; of a file its folder. */
function ownPlace(home: string): Beginning {
  return wider(parseBeginning(home));
}

function parseBeginning(text: string): Beginning {
  const scheme = /^([a-z][a-z0-9+.-]*:)(?:\/\/)?$/i.exec(text)?.[1];
  if (scheme) return { protocol: scheme.toLowerCase(), host: undefined, path: "/" };
  const url = parse(text);
  if (url) return url;
  throw new ZarrError(
    "invalid-argument",
    `allow: ${show(text)} is no beginning of a URL, such as "https://host/data".`,
  );
}

/** The parts of a URL; `undefined` for what stores might understand in another way than we do. */
function parse(text: string): Beginning | undefined {
  // oxlint-disable-next-line no-control-regex -- what parsers of URLs drop silently
  if (/[\u0000-\u001f\\|]/.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname, username, password } = new URL(text);
  const written = /^[^?#]*/.exec(text)?.[0] ?? "";
  const climbs = written.split("/").some((name) => /^(\.|%2e){1,2}$/i.test(name));
  if (climbs || username !== "" || password !== "") return undefined;
  return { protocol, host, path: pathname === "" ? "/" : pathname };
}

function covers(beginning: Beginning, { protocol, host, path }: Beginning): boolean {
  if (beginning.protocol !== protocol) return false;
  if (beginning.host === undefined) return true;
  if (beginning.host !== host) return false;
  const folder = beginning.path.replace(/\/*$/, "/");
  return path === beginning.path || path.startsWith(folder);
}

/** What to allow for a URL: its origin or bucket, or the folder of a file. */
function wider({ protocol, host, path }: Beginning): Beginning {
  return { protocol, host, path: host ? "/" : path.replace(/[^/]*$/, "") };
}

function print({ protocol, host, path }: Beginning): string {
  return host === undefined ? protocol : `${protocol}//${host}${path}`;
}

/** Query strings and user names hold signatures, tokens and passwords: they must not end up in logs. */
export function withoutSecrets(url: string): string {
  return show(url.replace(/\?.*/s, "?…").replace(/\/\/[^/]*@/, "//…@"));
}
