import { type Bytes, type CallOptions, isZarrError, type Key, type WriteOptions, ZarrError } from "@zarrkit/plugin-api";
import { readBody, readText } from "./body.js";
import { failure, lateFailure } from "./failure.js";
import { encode } from "./location.js";
import type { Send } from "./sender.js";
import { childText, encodeEntities, parseXml } from "./xml.js";

type Condition = NonNullable<WriteOptions["onlyIf"]> | undefined;

/** S3 takes no more parts (quotas of multipart upload). */
const mostParts = 10_000;
/** Parts of one value under way at once. */
const partsAtOnce = 4;

function conditionHeaders(onlyIf: Condition): Readonly<Record<string, string>> {
  if (onlyIf === undefined) return {};
  return onlyIf === "absent" ? { "if-none-match": "*" } : { "if-match": onlyIf.version };
}

/** Writes a value by one request, or in parts when it is larger than one part; readers see all of it or nothing. */
export async function write(
  send: Send,
  key: Key,
  bytes: Bytes,
  partSize: number,
  { onlyIf, ...options }: WriteOptions,
): Promise<void> {
  if (bytes.length > partSize) return writeParts(send, key, bytes, partSize, { onlyIf, ...options });
  const ask = { ...options, key, method: "PUT" as const, body: unshared(bytes), once: onlyIf !== undefined };
  const done = await send({ ...ask, headers: conditionHeaders(onlyIf) }, () => true);
  if (!done) throw notThere(key);
}

/** Multipart upload. Whatever goes wrong, the parts that were sent are dropped: they would be paid for. */
async function writeParts(
  send: Send,
  key: Key,
  bytes: Bytes,
  partSize: number,
  { onlyIf, ...options }: WriteOptions,
): Promise<void> {
  const upload = await send({ ...options, key, method: "POST", query: "uploads=" }, async (answer) => {
    const id = childText(parseXml(await readText(answer)), "UploadId");
    if (id === "") throw failure(answer.asked, "began no upload", "Use a server that knows multipart uploads.");
    return encode(id);
  });
  try {
    const size = Math.max(partSize, Math.ceil(bytes.length / mostParts));
    const etags = await sendParts(send, key, `uploadId=${upload}`, bytes, size, options);
    const parts = etags.map(
      (etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${encodeEntities(etag)}</ETag></Part>`,
    );
    const body = new TextEncoder().encode(`<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`);
    const ask = {
      ...options,
      key,
      method: "POST" as const,
      query: `uploadId=${upload}`,
      body,
      once: onlyIf !== undefined,
    };
    const done = await send({ ...ask, headers: conditionHeaders(onlyIf) }, async (answer) => {
      const late = lateFailure(answer.asked, answer.response, await readText(answer));
      if (late) throw late;
      return true;
    }).catch(async (error: unknown) => {
      // Completed already, where an earlier answer was lost: what is there now tells.
      const isGone = isZarrError(error) && error.fields["reason"] === "NoSuchUpload";
      if (isGone && (await holds(send, key, bytes, options))) return true;
      throw error;
    });
    if (!done) throw notThere(key);
  } catch (error) {
    // The caller hears what went wrong, not what became of the clearing up; an abort is not kept waiting for it.
    const dropped = send({ key, method: "DELETE", query: `uploadId=${upload}` }, () => true).catch(() => undefined);
    if (!options.signal?.aborted) await dropped;
    throw error;
  }
}

async function holds(send: Send, key: Key, bytes: Bytes, options: CallOptions): Promise<boolean> {
  const found = await send({ ...options, key }, (answer) => readBody(answer, bytes.length + 1));
  return found?.length === bytes.length && found.every((byte, i) => byte === bytes[i]);
}

/** Sends the parts, some at once; the ETags in their order. The first failure stops the others. */
async function sendParts(
  send: Send,
  key: Key,
  upload: string,
  bytes: Bytes,
  size: number,
  { signal, ...options }: CallOptions,
): Promise<string[]> {
  const etags = new Array<string>(Math.ceil(bytes.length / size)).fill("");
  const controller = new AbortController();
  const both = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
  const waiting = etags.keys();
  const worker = async () => {
    for (const i of waiting) {
      const body = unshared(bytes.subarray(i * size, (i + 1) * size));
      const query = `partNumber=${i + 1}&${upload}`;
      const etag = await send({ ...options, signal: both, key, method: "PUT", query, body }, ({ asked, response }) => {
        const told = response.headers.get("etag");
        if (told) return told;
        throw failure(
          asked,
          "showed no ETag",
          "In a page let the bucket show it: ETag among the ExposeHeaders of its CORS configuration.",
        );
      });
      if (etag === undefined) throw notThere(key);
      etags[i] = etag;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(partsAtOnce, etags.length) }, worker));
    return etags;
  } finally {
    controller.abort();
  }
}

/** A bucket or a version that went away: S3 answers a write to them as if the key were missing. */
function notThere(key: Key): ZarrError {
  const message = `${key} was not written: its version, or the bucket, is no longer there. Read it again.`;
  return new ZarrError("conflict", message, { fields: { key } });
}

/** `fetch` takes no shared memory. */
function unshared(bytes: Bytes): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
