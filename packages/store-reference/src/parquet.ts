import { type Bytes, invalid, type Key, parseInteger, type Store } from "@zarrkit/plugin-api";
import type { References } from "./document.js";
import { jsonMembers, jsonValue } from "./json-members.js";
import { readRecord } from "./parquet-record.js";
import type { Reference } from "./reference.js";

/** Where the chunks of an array are in its table: row number = position in C order, in files of `recordSize` rows. */
interface Field {
  readonly separator: string;
  /** Chunks along each axis. */
  readonly grid: readonly number[];
  readonly rows: number;
}

/**
 * References in a directory as fsspec's LazyReferenceMapper writes it: `.zmetadata` holds the documents of all nodes and the
 * record size, `{array}/refs.{n}.parq` the references of each array's chunks. A file is read when one of its rows is asked
 * for, and kept while there is room.
 *
 * @param folder "" or the directory's key, ending in a slash
 * @param most rows to be kept
 */
export function parquetReferences(store: Store, folder: string, metadata: Bytes, most: number): References {
  const where = `${folder}.zmetadata`;
  const members = jsonMembers(new TextDecoder().decode(new Uint8Array(metadata)), where);
  const recordSize = parseInteger(jsonValue(members.get("record_size"), where), `${where}.record_size`, 1, most);
  const all = members.get("metadata");
  if (all === undefined) throw invalid(`${where}.metadata`, "expected an object, found nothing");
  const documents = jsonMembers(all, `${where}.metadata`);
  // What a consolidated hierarchy has there, so that readers know all members at once.
  const consolidated = `{"zarr_consolidated_format":1,"metadata":${all}}`;
  const fields = new Map<string, Field>();
  const records = new Map<string, Promise<readonly (Reference | undefined)[]>>();

  function fieldOf(name: string): Field | undefined {
    const document = documents.get(`${name}/.zarray`);
    let field = fields.get(name);
    if (!field && document !== undefined) {
      fields.set(name, (field = parseField(document, `${where}["${name}/.zarray"]`)));
    }
    return field;
  }

  /** The array that a key is below, and the row of its chunk. */
  function locate(key: Key): { readonly name: string; readonly row: number } | undefined {
    for (let end = key.indexOf("/"); end >= 0; end = key.indexOf("/", end + 1)) {
      const name = key.slice(0, end);
      const field = fieldOf(name);
      const row = field && rowOf(field, key.slice(end + 1));
      if (field) return row === undefined ? undefined : { name, row };
    }
    return undefined;
  }

  function record(name: string, number: number): Promise<readonly (Reference | undefined)[]> {
    const file = `${folder}${name}/refs.${number}.parq`;
    const known = records.get(file);
    const reading = known ?? readRecord(store, file, recordSize);
    records.delete(file);
    records.set(file, reading);
    if (known) return known;
    reading.catch(() => records.delete(file));
    for (const oldest of records.keys()) {
      if (records.size * recordSize <= most || records.size === 1) break;
      records.delete(oldest);
    }
    return reading;
  }

  return {
    async find(key) {
      const document = key === ".zmetadata" ? consolidated : documents.get(key);
      if (document !== undefined) return { inline: new TextEncoder().encode(document) };
      const place = locate(key);
      if (!place) return undefined;
      return (await record(place.name, Math.floor(place.row / recordSize)))[place.row % recordSize];
    },

    async *keys() {
      yield [".zmetadata", ...[...documents.keys()].filter((key) => key !== ".zmetadata")];
      for (const key of documents.keys()) {
        const name = key.endsWith("/.zarray") ? key.slice(0, -"/.zarray".length) : undefined;
        const field = name === undefined ? undefined : fieldOf(name);
        for (let first = 0; field && first < field.rows; first += recordSize) {
          const references = await record(name as string, first / recordSize);
          const rows = [...references.keys()].filter((i) => references[i] && first + i < field.rows);
          yield rows.map((i) => `${name}/${chunkOf(field, first + i)}`);
        }
      }
    },
  };
}

function parseField(document: string, path: string): Field {
  const members = jsonMembers(document, path);
  const shape = lengths(jsonValue(members.get("shape"), path), `${path}.shape`, 0);
  const chunks = lengths(jsonValue(members.get("chunks"), path), `${path}.chunks`, 1);
  if (shape.length !== chunks.length) throw invalid(path, "shape and chunks have different numbers of axes");
  const separator = jsonValue(members.get("dimension_separator"), path) === "/" ? "/" : ".";
  const grid = shape.map((length, axis) => Math.ceil(length / chunks[axis]!));
  const rows = grid.reduce((product, count) => product * count, 1);
  if (!Number.isSafeInteger(rows)) throw invalid(path, `has ${rows} chunks, more than can be counted`);
  return { separator, grid, rows };
}

function lengths(json: unknown, path: string, least: number): readonly number[] {
  if (!Array.isArray(json)) throw invalid(path, "expected a list of lengths");
  return json.map((length, i) => parseInteger(length, `${path}[${i}]`, least, Number.MAX_SAFE_INTEGER));
}

/** The row of a chunk, "1.0.3" or "1/0/3"; `undefined` for what is no chunk of the grid. An array without axes has "0". */
function rowOf({ separator, grid }: Field, chunk: string): number | undefined {
  if (grid.length === 0) return chunk === "0" ? 0 : undefined;
  const position = chunk.split(separator);
  if (position.length !== grid.length) return undefined;
  let row = 0;
  for (const [axis, text] of position.entries()) {
    if (!/^(0|[1-9]\d*)$/.test(text) || Number(text) >= grid[axis]!) return undefined;
    row = row * grid[axis]! + Number(text);
  }
  return row;
}

function chunkOf({ separator, grid }: Field, row: number): string {
  let rest = row;
  const position = grid.toReversed().map((count) => {
    const index = rest % count;
    rest = Math.floor(rest / count);
    return index;
  });
  return position.reverse().join(separator) || "0";
}
