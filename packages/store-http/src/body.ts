import type { Bytes } from "@zarrkit/plugin-api";
import { type Asked, failure } from "./failure.js";

/** An answer to a request, its body unread. */
export interface Answer {
  readonly asked: Asked;
  readonly response: Response;
  /** Called for every piece that arrives, which keeps the timeout away. */
  arrived(): void;
}

/**
 * The body; one of `most` bytes or more is cut there, and its rest is not transferred. A shorter body that does not have
 * the length announced is an error to be retried.
 */
export async function readBody({ asked, response, arrived }: Answer, most: number): Promise<Bytes> {
  const pieces: Bytes[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    arrived();
    pieces.push(next.value);
    length += next.value.length;
    if (length >= most) {
      void reader?.cancel().catch(() => {});
      return join(pieces, length).subarray(0, most);
    }
  }
  const announced = announcedLength(response) ?? length;
  if (announced !== length) {
    const problem = `announced ${announced} bytes and sent ${length}`;
    throw failure(asked, problem, "The connection or a proxy cuts answers: try again.", { retryable: true });
  }
  return join(pieces, length);
}

/** Drops a body that nobody will read, which frees its connection. */
export function discard({ body }: Response): void {
  void body?.cancel().catch(() => {});
}

/**
 * Content-Length, where it is that of the body as we see it: not of an encoded one. A page of another origin is not shown
 * Content-Encoding; there only answers to ranges are known to be plain.
 */
export function announcedLength({ headers, status, type }: Response): number | undefined {
  const text = headers.get("content-length");
  if (!text || isEncoded(headers) || (type === "cors" && status !== 206)) return undefined;
  return Number(text);
}

export function isEncoded(headers: Headers): boolean {
  return !/^(identity)?$/i.test(headers.get("content-encoding") ?? "");
}

function join(pieces: readonly Bytes[], length: number): Bytes {
  const [first] = pieces;
  if (first?.length === length) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
