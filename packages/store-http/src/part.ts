import { type ByteRange, type Bytes, rangeWithin } from "@zarrkit/plugin-api";
import { type Answer, announcedLength, isEncoded, readBody } from "./body.js";
import { failure } from "./failure.js";
import { readWhole } from "./whole.js";

/** What the answer to one range holds. */
export interface Part {
  readonly bytes: Bytes;
  /** Of the stored state the bytes are from, where it can be seen. */
  readonly version?: string | undefined;
  /** Bytes of the whole value, where the answer tells. */
  readonly size?: number | undefined;
  /** The server sent the value from its start. */
  readonly rangeIgnored?: boolean;
  /** Fewer bytes than asked for, and nothing to be seen that says that the value ends there. */
  readonly unproven?: boolean;
}

/** The value of the Range header (RFC 9110, 14.2), which cannot express a range of no bytes. */
export function rangeHeader(range: ByteRange): string {
  if ("suffix" in range) return `bytes=-${range.suffix}`;
  const { offset, length = Infinity } = range;
  const last = offset + length - 1;
  return `bytes=${offset}-${last < Number.MAX_SAFE_INTEGER ? last : ""}`;
}

/** What a page sees of Content-Range: of another origin often nothing. A server may leave the total open ("*"). */
export function contentRange({ headers }: Response) {
  const [, first, last, total = "*"] =
    /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
  return { first: Number(first), last: Number(last), total: total === "*" ? undefined : Number(total) };
}

export function versionOf({ headers }: Response): string | undefined {
  return headers.get("etag") ?? headers.get("last-modified") ?? undefined;
}

/** Reads and checks the answer to a range. `undefined`: nothing shows that the server understands suffixes. */
export async function readPart(answer: Answer, range: ByteRange, wholeLimit: number): Promise<Part | undefined> {
  const { asked, response } = answer;
  const { status, headers } = response;
  const suffix = "suffix" in range;
  const most = (suffix ? range.suffix : range.length) ?? Infinity;
  const version = versionOf(response);

  if (status === 200) {
    const end = suffix ? Infinity : range.offset + most;
    const bytes = await readWhole(answer, Math.min(end, wholeLimit), end > wholeLimit);
    return { bytes: cut(bytes, range), version, rangeIgnored: true };
  }

  const { first, last, total } = contentRange(response);
  const within = total === undefined ? undefined : rangeWithin(range, total);
  const encoded = status === 206 && isEncoded(headers);
  const elsewhere = within
    ? status === 416
      ? within.length > 0
      : first !== within.offset || last - first + 1 !== within.length
    : !suffix && !Number.isNaN(first) && (first !== range.offset || last - first + 1 > most);
  if (suffix && (!within || elsewhere || encoded)) return undefined;
  if (encoded || elsewhere) {
    const problem = `answered ${rangeHeader(range)} by ${status} with ${encoded ? `Content-Encoding: ${headers.get("content-encoding")}` : `Content-Range: ${headers.get("content-range")}`}`;
    const remedy = encoded
      ? "A part of a compressed form is no part of the value: have the server send these files without Content-Encoding."
      : "The server or a proxy is broken: tell its owner.";
    throw failure(asked, problem, remedy, { status });
  }
  // The size it tells may be that of a compressed form.
  if (status === 416) return { bytes: new Uint8Array(0), version, unproven: true };

  const expected = within?.length ?? most;
  const bytes = await readBody(answer, expected + 1);
  if (bytes.length > expected || (within && bytes.length < expected)) {
    const remedy = "The server or a proxy is broken: try again, then tell its owner.";
    const problem = `sent ${bytes.length > expected ? "more" : "fewer"} than the ${expected} bytes of ${rangeHeader(range)}`;
    throw failure(asked, problem, remedy, { status, retryable: announcedLength(response) === undefined });
  }
  return { bytes, version, size: total, unproven: !within && bytes.length < most };
}

export function cut(whole: Bytes, range: ByteRange): Bytes {
  const { offset, length } = rangeWithin(range, whole.length);
  return whole.subarray(offset, offset + length);
}
