import type { Bytes } from "@zarrkit/plugin-api";
import { type Asked, failure } from "./failure.js";

/** An answer to a request, its body unread. */
export interface Answer {
  readonly asked: Asked;
  readonly response: Response;
  /** To be called for every piece that arrives: keeps the timeout away. */
  arrived(): void;
}

/** The body, or its first `most` bytes. One of another length than announced is an error, to be retried. */
export async function readBody({ asked, response, arrived }: Answer, most = Infinity): Promise<Bytes> {
  const pieces: Bytes[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (length < most) {
    const next = await reader?.read();
    if (!next || next.done) {
      const announced = announcedLength(response) ?? length;
      if (announced === length) break;
      const problem = `announced ${announced} bytes and sent ${length}`;
      throw failure(asked, problem, "Something cuts answers short: try again.", { retryable: true });
    }
    arrived();
    pieces.push(next.value);
    length += next.value.length;
  }
  reader?.releaseLock();
  const [first] = pieces;
  if (first && pieces.length === 1) return first.subarray(0, most);
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes.subarray(0, most);
}

/** A value as it is to be given out: the body, or its first `most` bytes, unless something else answered in the server's place. */
export async function readValue(answer: Answer, most?: number): Promise<Bytes> {
  const bytes = await readBody(answer, most);
  if (!isPage(answer.response, bytes)) return bytes;
  const remedy = "Something on the way answered in the server's place (a login, a firewall): see to that first.";
  throw failure(answer.asked, "answered an HTML page", remedy, { status: answer.response.status });
}

/** Called a page by who sent it, and text that starts with "<": no JSON does, nor a chunk that is merely mislabelled. */
function isPage({ headers }: Response, bytes: Bytes): boolean {
  if (!headers.get("content-type")?.startsWith("text/html")) return false;
  return /^\s*<[^\0-\x08\ufffd]*$/.test(new TextDecoder().decode(bytes.slice(0, 64), { stream: true }));
}

/** S3 answers documents of some kilobytes, a listing of a thousand long keys about a megabyte. */
export async function readText(answer: Answer): Promise<string> {
  return new TextDecoder().decode(await readBody(answer, 2 ** 24));
}

/** Content-Length, where it is that of the body as we see it: not of an encoded one, which a page may not be able to tell. */
function announcedLength({ headers, status, type }: Response): number | undefined {
  const text = headers.get("content-length");
  return text && !isEncoded(headers) && (type !== "cors" || status === 206) ? Number(text) : undefined;
}

export function isEncoded(headers: Headers): boolean {
  return !["identity", "aws-chunked", ""].includes(headers.get("content-encoding") ?? "");
}
