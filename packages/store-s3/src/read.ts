import {
  type ByteRange,
  type Bytes,
  type CallOptions,
  checkRange,
  type Key,
  onAbort,
  rangeWithin,
  type Version,
  type VersionedRanges,
  ZarrError,
} from "@zarrkit/plugin-api";
import { type Answer, isEncoded, readBody, readValue } from "./body.js";
import { failure } from "./failure.js";
import type { Send } from "./sender.js";

/** Bytes of a value and, where it can be seen, the version they are of. */
export interface Piece {
  readonly bytes: Bytes;
  readonly version: Version | undefined;
  /** Bytes of the whole value, where the answer tells. */
  readonly size?: number | undefined;
}

type RangeOptions = CallOptions & { readonly version?: Version | undefined };

/** What a server that knows no ranges may send for a part. */
const wholeLimit = 2 ** 26;

const none = new Uint8Array(0);

export function versionOf({ headers }: Response): Version | undefined {
  return headers.get("etag") ?? undefined;
}

/** Size and version of a value, from its headers alone. */
export async function head(send: Send, key: Key, options?: CallOptions) {
  return send({ ...options, key, method: "HEAD" }, ({ asked, response }) => {
    const size = Number(response.headers.get("content-length") ?? NaN);
    if (Number.isSafeInteger(size) && !isEncoded(response.headers)) return { size, version: versionOf(response) };
    throw failure(asked, "tells no size", "Use a server that sends Content-Length, and no Content-Encoding, for HEAD.");
  });
}

/** One range by one request; of that version, else `conflict`. S3 answers one range at a time. */
export async function readPiece(
  send: Send,
  key: Key,
  range: ByteRange,
  suffixRanges: boolean,
  { version, ...options }: RangeOptions = {},
): Promise<Piece | undefined> {
  const most = ("suffix" in range ? range.suffix : range.length) ?? Infinity;
  if (most === 0) return emptyPiece(send, key, range, { version, ...options });
  if ("suffix" in range && !suffixRanges) {
    const found = await head(send, key, options);
    const within = found && rangeWithin(range, found.size);
    if (!within) return undefined;
    const expected = found.version ?? version;
    if (within.length === 0) return { bytes: none, version: expected, size: found.size };
    const piece = await readPiece(send, key, { offset: within.offset }, true, { version, ...options });
    if (piece && piece.bytes.length !== within.length) throw changed(key);
    return piece && { ...piece, size: found.size };
  }
  const headers = { range: header(range), ...(version !== undefined && { "if-match": version }) };
  const piece = await send({ ...options, key, headers }, (answer) => readAnswer(answer, range, most));
  return piece === "none" ? emptyPiece(send, key, range, { version, ...options }) : piece;
}

/** For a range that holds no bytes: HTTP cannot ask for one, and answers one behind the end by an error. */
async function emptyPiece(
  send: Send,
  key: Key,
  range: ByteRange,
  { version, ...options }: RangeOptions,
): Promise<Piece | undefined> {
  const found = await head(send, key, options);
  if (!found) return undefined;
  if (rangeWithin(range, found.size).length > 0) throw changed(key);
  if (version !== undefined && found.version !== undefined && found.version !== version) throw changed(key);
  return { bytes: none, version: found.version };
}

async function readAnswer(answer: Answer, range: ByteRange, most: number): Promise<Piece | "none"> {
  const { asked, response } = answer;
  const { status, headers } = response;
  const version = versionOf(response);
  if (status === 416) return "none";
  if (status === 200) {
    const end = "suffix" in range ? Infinity : range.offset + most;
    const whole = await readValue(answer, Math.min(end, wholeLimit + 1));
    if (whole.length > wholeLimit) {
      const problem = `sent the whole value for a part of it, more than ${wholeLimit} bytes`;
      throw failure(asked, problem, "Use a server that knows ranges.", { status });
    }
    const { offset, length } = rangeWithin(range, whole.length);
    return { bytes: whole.subarray(offset, offset + length), version };
  }
  const [, first, last, told] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
  const total = told === "*" ? undefined : told;
  const within = total === undefined ? undefined : rangeWithin(range, Number(total));
  const elsewhere = within
    ? Number(first) !== within.offset || Number(last) !== within.offset + within.length - 1
    : "offset" in range && first !== undefined && Number(first) !== range.offset;
  if (isEncoded(headers) || elsewhere) {
    const problem = `answered ${header(range)} by Content-Range: ${headers.get("content-range")}, Content-Encoding: ${headers.get("content-encoding")}`;
    const remedy =
      "The value is stored with a Content-Encoding, of which no part can be read, or the server is broken: store it without.";
    throw failure(asked, problem, remedy, { status });
  }
  const expected = within?.length ?? most;
  const bytes = await readBody(answer, expected + 1);
  // A page is not shown Content-Range; then Content-Length, which readBody checks, says that the value ends here.
  if (bytes.length > expected || (bytes.length < expected && (within || !headers.has("content-length")))) {
    const problem = `sent ${bytes.length > expected ? "more" : "fewer"} than the ${expected} bytes of ${header(range)}`;
    throw failure(asked, problem, "The server or a proxy is broken: try again, then tell its owner.", {
      status,
      retryable: true,
    });
  }
  return { bytes, version, size: total === undefined ? undefined : Number(total) };
}

/** All ranges at once, of one version where that can be seen. The first failure aborts the others. */
export async function readPieces(
  send: Send,
  key: Key,
  ranges: readonly ByteRange[],
  suffixRanges: boolean,
  { signal, ...options }: RangeOptions = {},
): Promise<(VersionedRanges & { readonly pieces: Bytes[] }) | undefined> {
  ranges.forEach(checkRange);
  signal?.throwIfAborted();
  const controller = new AbortController();
  const leave = onAbort(signal, () => controller.abort(signal?.reason));
  const one = (range: ByteRange) =>
    readPiece(send, key, range, suffixRanges, { ...options, signal: controller.signal });
  try {
    const found = await Promise.all(ranges.map(one));
    const pieces = found.filter((piece) => piece !== undefined);
    const [version, ...others] = new Set(pieces.map((piece) => piece.version));
    const [size, ...otherSizes] = new Set(pieces.flatMap((piece) => piece.size ?? []));
    if (others.length > 0 || otherSizes.length > 0 || (pieces.length > 0 && pieces.length < found.length))
      throw changed(key);
    if (pieces.length < found.length) return undefined;
    return { pieces: pieces.map(({ bytes }) => bytes), version, size };
  } finally {
    controller.abort();
    leave();
  }
}

function header(range: ByteRange): string {
  if ("suffix" in range) return `bytes=-${range.suffix}`;
  const last = range.offset + (range.length ?? Infinity) - 1;
  return `bytes=${range.offset}-${last < Number.MAX_SAFE_INTEGER ? last : ""}`;
}

function changed(key: Key): ZarrError {
  const message = `${key} was replaced while it was read. Read once more.`;
  return new ZarrError("conflict", message, { fields: { key }, retryable: true });
}
