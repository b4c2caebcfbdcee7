import {
  type CallOptions,
  type Child,
  keySegments,
  type Listable,
  type Readable,
  ZarrError,
} from "@zarrkit/plugin-api";

const rootDocuments = ["zarr.json", ".zgroup", ".zarray", ".zmetadata"];

type Listed = Readable & Listable & { size(key: string, call?: CallOptions): Promise<number | undefined> };

/**
 * The path in an archive that a URL names, decoded as in any URL. Without one it is the root; but who zips a folder from
 * outside gets an archive with that one folder at the top, and then it is this folder.
 */
export async function rootOf(store: Listed, path: string, call: CallOptions): Promise<string> {
  const given = decoded(path.replace(/^\/+|\/+$/g, ""));
  if (given !== "") return keySegments(given).join("/");
  if (await holdsNode(store, "", call)) return "";
  const folders: Child[] = [];
  for await (const child of store.listChildren("", call)) {
    // What macOS adds about the files.
    if (child.prefix && child.name !== "__MACOSX") folders.push(child);
  }
  const [only] = folders;
  return only && folders.length === 1 && (await holdsNode(store, `${only.name}/`, call)) ? only.name : "";
}

async function holdsNode(store: Listed, prefix: string, call: CallOptions): Promise<boolean> {
  const sizes = await Promise.all(rootDocuments.map((name) => store.size(prefix + name, call)));
  return sizes.some((size) => size !== undefined);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new ZarrError(
      "invalid-argument",
      `The path ${JSON.stringify(path)} in the archive is not encoded as in a URL: write "%" as %25.`,
      { cause },
    );
  }
}
