import { type CallOptions, isZarrError, type Key, type WriteOptions, ZarrError } from "@zarrkit/plugin-api";
import { readText } from "./body.js";
import { failure } from "./failure.js";
import { md5 } from "./md5.js";
import { head } from "./read.js";
import type { Send } from "./sender.js";
import { childText, encodeEntities, parseXml } from "./xml.js";

/** DeleteObjects takes no more keys. */
const mostKeys = 1000;

/**
 * Deletes a key. The condition goes along as If-Match; since some servers pass over it there, the version is compared
 * before as well.
 */
export async function remove(send: Send, key: Key, { onlyIf, ...options }: WriteOptions): Promise<void> {
  if (onlyIf === undefined) {
    await send({ ...options, key, method: "DELETE" }, () => true);
    return;
  }
  const found = await head(send, key, options);
  const expected = onlyIf === "absent" ? undefined : onlyIf.version;
  if (found?.version !== expected) {
    const message = `${key} was expected to have ${expected ?? "no value"}, but has ${found?.version ?? "none"}: read it again.`;
    throw new ZarrError("conflict", message, { fields: { key } });
  }
  if (expected === undefined) return;
  await send({ ...options, key, method: "DELETE", headers: { "if-match": expected }, once: true }, () => true);
}

/** Deletes keys a thousand by one request; where the server does not know that, one by one. */
export async function removeMany(send: Send, keys: readonly Key[], options: CallOptions = {}): Promise<void> {
  for (let start = 0; start < keys.length; start += mostKeys) {
    await removeBatch(send, keys.slice(start, start + mostKeys), options);
  }
}

async function removeBatch(send: Send, keys: readonly Key[], options: CallOptions): Promise<void> {
  const objects = keys.map((key) => `<Object><Key>${encodeEntities(key)}</Key></Object>`).join("");
  const body = new TextEncoder().encode(`<Delete><Quiet>true</Quiet>${objects}</Delete>`);
  // S3 wants a checksum here even where the body's hash is signed; MD5 is the one that all servers know.
  const headers = { "content-md5": md5(body), "content-type": "application/xml" };
  try {
    await send({ ...options, key: "", method: "POST", query: "delete=", body, headers }, async (answer) => {
      const left = parseXml(await readText(answer)).children.filter(({ name }) => name === "Error");
      const [first] = left;
      if (!first) return;
      const what = `left ${left.length} of ${keys.length} keys undeleted, first ${childText(first, "Key")} (${childText(first, "Code")}: ${childText(first, "Message")})`;
      const denied = childText(first, "Code") === "AccessDenied";
      throw failure(answer.asked, what, "Delete them once more, or see to the permission s3:DeleteObject.", {
        code: denied ? "access-denied" : "store-failed",
        retryable: childText(first, "Code") === "InternalError",
      });
    });
  } catch (error) {
    if (!isZarrError(error, "unsupported")) throw error;
    await Promise.all(keys.map((key) => remove(send, key, options)));
  }
}
