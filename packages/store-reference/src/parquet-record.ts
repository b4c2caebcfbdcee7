import { type Bytes, invalid, isZarrError, type Store } from "@zarrkit/plugin-api";
import { requireSoundPages } from "./parquet-pages.js";
import { inlineText, type Reference, span } from "./reference.js";

/** Bytes that one page of a table may unpack to: those of a hundred thousand references with long names. */
const largestPage = 2 ** 27;

/**
 * One file of a table: columns `path`, `offset`, `size` and `raw`, of which those that are empty may be missing. A row with
 * neither path nor raw bytes is a missing chunk; offset and size 0 mean the whole file. A file that is not there holds no
 * chunks.
 */
export async function readRecord(
  store: Store,
  file: string,
  recordSize: number,
): Promise<readonly (Reference | undefined)[]> {
  const [bytes, { parquetMetadataAsync, parquetReadObjects, compressors }] = await Promise.all([
    store.get(file),
    loadParquet(),
  ]);
  if (!bytes) return [];
  try {
    // Whoever parses may keep views: of memory that is theirs.
    const { buffer, byteLength } = new Uint8Array(bytes);
    const table = { byteLength, slice: (start: number, end?: number) => buffer.slice(start, end) };
    const metadata = await parquetMetadataAsync(table);
    if (metadata.num_rows > recordSize) throw invalid(file, `has ${metadata.num_rows} rows, more than ${recordSize}`);
    const there = new Set(metadata.schema.map(({ name }) => name));
    const columns = ["path", "offset", "size", "raw"].filter((name) => there.has(name));
    requireSoundPages(new Uint8Array(buffer), metadata, columns, compressors);
    const rows = await parquetReadObjects({ file: table, metadata, columns, compressors, utf8: false });
    return rows.map((row, i) => parseRow(row, `${file}, row ${i}`));
  } catch (cause) {
    if (isZarrError(cause)) throw cause;
    throw invalid(file, `cannot be read as Parquet: ${(cause as Error).message}`);
  }
}

function parseRow({ path, offset, size, raw }: Record<string, unknown>, where: string): Reference | undefined {
  if (raw instanceof Uint8Array) return inlineBytes(raw, where);
  if (path === undefined || path === null) return undefined;
  const target = path instanceof Uint8Array ? new TextDecoder().decode(path) : path;
  if (typeof target !== "string" || target === "") throw invalid(where, "has a path that is no text");
  const bytes = span(Number(offset ?? 0), Number(size ?? 0), where);
  return bytes.offset === 0 && bytes.length === 0 ? { target, offset: 0, length: undefined } : { target, ...bytes };
}

/** Bytes as they are, unless they begin like text that stands for bytes. */
function inlineBytes(raw: Bytes, where: string): Reference {
  const coded = raw[6] === 0x3a && new TextDecoder().decode(raw.subarray(0, 7)) === "base64:";
  return coded ? inlineText(new TextDecoder().decode(raw), where) : { inline: new Uint8Array(raw) };
}

/** The libraries, loaded when the first document of this form is read. */
async function loadParquet() {
  const [{ parquetMetadataAsync, parquetReadObjects }, { compressors, decompressZstd }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const bounded = Object.entries({
    ...compressors,
    ZSTD: (input: Uint8Array, length: number) => decompressZstd(input, new Uint8Array(length)),
  }).map(([name, decompress]) => [
    name,
    (input: Uint8Array, length: number) => {
      if (length > largestPage) throw new Error(`a page wants to unpack to ${length} bytes`);
      return decompress(input, length);
    },
  ]);
  return { parquetMetadataAsync, parquetReadObjects, compressors: Object.fromEntries(bounded) };
}
