import type { Compressors, FileMetaData } from "hyparquet";
import { ByteCursor, type Fields } from "./parquet-cursor.js";
import { requireRuns } from "./parquet-runs.js";

/** Parquet's numbers (parquet.thrift): kinds of pages, and encodings that writers of references use. */
const kind = { data: 0, dictionary: 2, data2: 3 } as const;
const encoding = { plain: 0, plainDictionary: 2, dictionary: 8 } as const;

/**
 * Checks the pages of these columns before they are read: none holds more values than its rows, however it counts them. The
 * library trusts what pages say of themselves, and what does not fit into memory then ends the program.
 */
export function requireSoundPages(
  table: Uint8Array,
  { row_groups: groups, num_rows: all, schema }: FileMetaData,
  columns: readonly string[],
  compressors: Compressors,
): void {
  for (const { columns: chunks, num_rows: rows } of groups) {
    if (rows > all) throw new Error(`a group of ${rows} rows in a table of ${all}`);
    for (const { meta_data: told } of chunks) {
      const [name = "", ...below] = told?.path_in_schema ?? [];
      if (!told || !columns.includes(name)) continue;
      if (below.length > 0) throw new Error(`column ${name} is no plain column`);
      const isOptional = schema.find((element) => element.name === name)?.repetition_type === "OPTIONAL";
      const decompress = (page: Uint8Array, length: number) =>
        told.codec === "UNCOMPRESSED" ? page : (compressors[told.codec]?.(page, length) ?? page);
      const start = Number(told.dictionary_page_offset || told.data_page_offset);
      const chunk = table.subarray(start, start + Number(told.total_compressed_size));
      requireSoundColumn(chunk, Number(rows), isOptional, decompress);
    }
  }
}

type Decompress = (page: Uint8Array, length: number) => Uint8Array;

function requireSoundColumn(chunk: Uint8Array, rows: number, isOptional: boolean, decompress: Decompress): void {
  const cursor = new ByteCursor(chunk, 0);
  for (let left = rows; left > 0 && cursor.at < chunk.length - 1; ) {
    const header = cursor.fields();
    const from = cursor.at;
    cursor.skip(numberOf(header, 3));
    const page = chunk.subarray(from, cursor.at);
    const type = numberOf(header, 1);
    if (type === kind.dictionary) continue;
    if (type !== kind.data && type !== kind.data2) throw new Error(`a page is of kind ${type}`);
    left -= requireSoundPage(page, header, { isSecond: type === kind.data2, most: left, isOptional, decompress });
  }
}

interface PageKind {
  readonly isSecond: boolean;
  readonly most: number;
  readonly isOptional: boolean;
  readonly decompress: Decompress;
}

/** Answers how many values the page holds. */
function requireSoundPage(
  page: Uint8Array,
  header: Fields,
  { isSecond, most, isOptional, decompress }: PageKind,
): number {
  const told = header.get(isSecond ? 8 : 5);
  if (!(told instanceof Map)) throw new Error("a page does not say what it holds");
  const count = numberOf(told, 1);
  if (count > most) throw new Error(`a page of ${count} values where ${most} rows are left`);
  const levels = isSecond ? numberOf(told, 5) : 0;
  if (isSecond && numberOf(told, 6) !== 0) throw new Error("a plain column has repeated values");
  if (isSecond && isOptional) requireRuns(page, 0, 1, count);
  const isPacked = !isSecond || told.get(7) !== 0;
  const body = page.subarray(levels);
  const values = isPacked ? decompress(body, numberOf(header, 2) - levels) : body;
  let at = 0;
  if (!isSecond && isOptional) {
    requireRuns(values, 4, 1, count);
    at = 4 + new DataView(values.buffer, values.byteOffset, values.length).getUint32(0, true);
  }
  const coding = numberOf(told, isSecond ? 4 : 2);
  if (coding === encoding.plain) return count;
  if (coding !== encoding.plainDictionary && coding !== encoding.dictionary) {
    throw new Error(`values are in encoding ${coding}; plain ones and dictionaries are read`);
  }
  // Places in the dictionary, their width before them; a page of nothing but gaps has neither.
  requireRuns(values, at + 1, values[at] ?? 0, count);
  return count;
}

function numberOf(fields: Fields, id: number): number {
  const value = fields.get(id);
  if (typeof value !== "number" || value < 0) throw new Error(`field ${id} of a page's header is no size`);
  return value;
}
