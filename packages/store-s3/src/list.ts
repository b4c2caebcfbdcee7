import { type CallOptions, type Child, type Key, keySegments, show, ZarrError } from "@zarrkit/plugin-api";
import { readText } from "./body.js";
import { failure } from "./failure.js";
import { encode } from "./location.js";
import type { Send } from "./sender.js";
import { childText, parseXml } from "./xml.js";

/** Keys and folders below a prefix, both whole, as ListObjectsV2 gives them. */
interface Page {
  readonly keys: readonly Key[];
  readonly folders: readonly string[];
}

/** The pages of a listing. With a delimiter what lies deeper is summed up in folders. */
async function* pages(send: Send, prefix: string, deep: boolean, options?: CallOptions): AsyncGenerator<Page> {
  let token = "";
  do {
    options?.signal?.throwIfAborted();
    const query = [
      token && `continuation-token=${encode(token)}`,
      !deep && "delimiter=%2F",
      // Without it a key could hold characters that XML cannot.
      "encoding-type=url",
      "list-type=2",
      `prefix=${encode(prefix)}`,
    ];
    const page = await send({ ...options, key: "", query: query.filter(Boolean).join("&") }, async (answer) => {
      const result = parseXml(await readText(answer));
      if (result.name !== "ListBucketResult") {
        throw failure(answer.asked, `answered ${result.name} for a listing`, "Use a server that knows ListObjectsV2.");
      }
      return result;
    });
    const encoded = childText(page, "EncodingType") === "url";
    const name = (text: string) => (encoded ? decoded(text) : text);
    const named = (element: string, child: string) =>
      (page?.children ?? []).filter((one) => one.name === element).map((one) => name(childText(one, child)));
    // An object named like a folder, or with names in its path that no key can have, is none of our keys.
    const isKey = (key: string) => key.startsWith(prefix) && isBelow(key.slice(prefix.length));
    yield {
      keys: named("Contents", "Key").filter(isKey),
      folders: named("CommonPrefixes", "Prefix").filter((folder) => isKey(folder.slice(0, -1))),
    };
    const before = token;
    const goesOn = childText(page, "IsTruncated") === "true";
    token = goesOn ? childText(page, "NextContinuationToken") : "";
    if (goesOn && (token === "" || token === before)) throw unending(prefix);
  } while (token !== "");
}

function unending(prefix: string): ZarrError {
  const problem = `The listing of ${show(prefix)} goes on, but the server does not tell where`;
  return new ZarrError("store-failed", `${problem}: use a server that knows ListObjectsV2.`, {
    fields: { key: prefix },
  });
}

/** A name as `encoding-type=url` spells it; one that is none of these, as some servers send it though they said otherwise, as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** Whether what follows a prefix is names that keys may have. */
function isBelow(path: string): boolean {
  try {
    return keySegments(path).length > 0;
  } catch {
    return false;
  }
}

/** Every key below a prefix of the bucket, in the order of the server. */
export async function* listKeys(send: Send, prefix: string, options?: CallOptions): AsyncGenerator<Key> {
  for await (const { keys } of pages(send, prefix, true, options)) {
    for (const key of keys) {
      options?.signal?.throwIfAborted();
      yield key;
    }
  }
  options?.signal?.throwIfAborted();
}

/** What lies directly below a prefix. */
export async function* listFolder(send: Send, prefix: string, options?: CallOptions): AsyncGenerator<Child> {
  for await (const { keys, folders } of pages(send, prefix, false, options)) {
    const children = [
      ...keys.map((key) => ({ name: key.slice(prefix.length), prefix: false })),
      ...folders.map((folder) => ({ name: folder.slice(prefix.length, -1), prefix: true })),
    ];
    for (const child of children) {
      options?.signal?.throwIfAborted();
      yield child;
    }
  }
}
