import type { CallOptions, Child, Key } from "@zarrkit/plugin-api";
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
    const name = (text: string) => (encoded ? decodeURIComponent(text.replaceAll("+", " ")) : text);
    const named = (element: string, child: string) =>
      (page?.children ?? []).filter((one) => one.name === element).map((one) => name(childText(one, child)));
    // An object named like a folder, or with an empty name in its path, is none of our keys.
    const isKey = (key: string) => key.startsWith(prefix) && !key.slice(prefix.length).split("/").includes("");
    yield {
      keys: named("Contents", "Key").filter(isKey),
      folders: named("CommonPrefixes", "Prefix").filter((folder) => isKey(folder.slice(0, -1))),
    };
    token = childText(page, "IsTruncated") === "true" ? childText(page, "NextContinuationToken") : "";
  } while (token !== "");
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
