import { type ByteRange, type Bytes, rangeWithin } from "@zarrkit/plugin-api";
import { type Answer, announcedLength, discard, isEncoded, readBody } from "./body.js";
import { failure } from "./failure.js";

/** What an answer to one range holds. */
export interface Part {
  readonly bytes: Bytes;
  /** Which stored state of the value it comes from, where that can be seen. */
  readonly version?: string | undefined;
  /** The server sent the value from its start: it knows no ranges. */
  readonly rangeIgnored?: boolean;
  /** Fewer bytes than asked for, and nothing visible that says that the value ends there. */
  readonly unproven?: boolean;
}

const none = /* @__PURE__ */ new Uint8Array(0);
const broken = "The server or a proxy is broken: report it to its owner.";

export function versionOf({ headers }: Response): string | undefined {
  return headers.get("etag") ?? headers.get("last-modified") ?? undefined;
}

/** The value of the Range header (RFC 9110, 14.2), which cannot express a range of no bytes. */
export function rangeHeader(range: ByteRange): string {
  if ("suffix" in range) return `bytes=-${range.suffix}`;
  const last = range.length === undefined ? "" : Math.min(range.offset + range.length - 1, Number.MAX_SAFE_INTEGER);
  return `bytes=${range.offset}-${last}`;
}

/** Content-Range; its numbers are `undefined` where it does not say them or a page may not see them. */
export function contentRange({ headers }: Response) {
  const [, first, last, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
  const number = (text: string | undefined) => (text === undefined || text === "*" ? undefined : Number(text));
  return { first: number(first), last: number(last), total: number(total) };
}

/** Reads and checks the answer to a range. `undefined`: the server misunderstands suffixes. */
export async function readPart(answer: Answer, range: ByteRange, wholeLimit: number): Promise<Part | undefined> {
  const { asked, response } = answer;
  const { status, headers } = response;
  const version = versionOf(response);
  const most = "suffix" in range ? range.suffix : range.length;

  if (status === 200) {
    const end = "suffix" in range || range.length === undefined ? Infinity : range.offset + range.length;
    const whole = await readWhole(answer, Math.min(end, wholeLimit), end > wholeLimit);
    const { offset, length } = rangeWithin(range, whole.length);
    return { bytes: whole.subarray(offset, offset + length), version, rangeIgnored: true };
  }

  const { first, last, total } = contentRange(response);
  const within = total === undefined ? undefined : rangeWithin(range, total);
  if (status === 416) {
    discard(response);
    if (within?.length === 0) return { bytes: none, version };
    if ("suffix" in range) return undefined;
    if (!within) return { bytes: none, version, unproven: true };
    throw failure(asked, `refused a range of its ${total} bytes`, broken, { status });
  }

  if (isEncoded(headers)) {
    const remedy =
      "A part of a compressed form is no part of the value: have it send this path without Content-Encoding.";
    throw failure(asked, `sent a range with Content-Encoding: ${headers.get("content-encoding")}`, remedy, { status });
  }
  const offset = "suffix" in range ? within?.offset : range.offset;
  const sent = first === undefined || last === undefined ? undefined : last - first + 1;
  const expected = within?.length ?? sent;
  if (
    offset === undefined ||
    (sent !== undefined && (first !== offset || sent !== expected || sent > (most ?? sent)))
  ) {
    discard(response);
    if ("suffix" in range) return undefined;
    const problem = `answered Content-Range: ${headers.get("content-range")} for ${rangeHeader(range)}`;
    throw failure(asked, problem, broken, { status });
  }
  const bytes = await readBody(answer, (expected ?? most ?? Infinity) + 1);
  if (expected === undefined ? bytes.length > (most ?? Infinity) : bytes.length !== expected) {
    const cut = bytes.length < (expected ?? 0) && announcedLength(response) === undefined;
    const problem = `sent ${bytes.length} bytes or more for a range of ${expected ?? most}`;
    throw failure(asked, problem, broken, { status, retryable: cut });
  }
  return { bytes, version, unproven: expected === undefined && bytes.length < (most ?? 0) };
}

/** The first `most` bytes of a 200. An HTML page is no value; when `limited`, neither is one that goes on behind them. */
export async function readWhole(answer: Answer, most = Infinity, limited = false): Promise<Bytes> {
  const { asked, response } = answer;
  const tooLong = limited && (announcedLength(response) ?? 0) > most;
  const bytes = tooLong ? none : await readBody(answer, most + 1);
  if (tooLong || (limited && bytes.length > most)) {
    discard(response);
    const remedy = "Use a server that knows ranges, smaller shards, or raise the option wholeLimit.";
    throw failure(asked, `sent the whole value for a part of it, more than ${most} bytes`, remedy, { status: 200 });
  }
  const type = response.headers.get("content-type") ?? "";
  if (/^text\/html/i.test(type) && !/\.html?$/i.test(asked.key) && startsAsMarkup(bytes)) {
    const remedy = "It may want a login, or send its page for keys it does not have: then have it answer 404.";
    throw failure(asked, "answered an HTML page", remedy, { status: 200 });
  }
  return bytes.length > most ? bytes.subarray(0, most) : bytes;
}

/** Text that starts with "<": a chunk that a server merely labels as HTML does not, nor does JSON. */
function startsAsMarkup(bytes: Bytes): boolean {
  const start = new TextDecoder().decode(bytes.slice(0, 64), { stream: true });
  return /^\s*<[^\0-\x08\ufffd]*$/.test(start);
}
