import { type ChunkSpec, codecFailed, invalid, isZarrError, type Origin, type View } from "@zarrkit/plugin-api";

/**
 * What json2 and msgpack2 make of a chunk: a list of its elements, nested as its axes are, then NumPy's name of the data
 * type, then the shape. A chunk without axes is a list of its one element.
 */
export function toDocument({ data, shape }: View, { dataType, byteOrder }: ChunkSpec, origin: Origin): unknown[] {
  let at = 0;
  const nest = (axis: number): unknown[] =>
    Array.from({ length: shape[axis] ?? 1 }, () =>
      axis + 1 < shape.length ? nest(axis + 1) : dataType.scalar(data, at++ * (dataType.lanes ?? 1)),
    );
  return [...nest(0), numpyName(dataType.name, dataType.configuration, byteOrder, origin), [...shape]];
}

/** The reverse, into a C-order array of the chunk's shape. */
export function fromDocument(document: unknown, codec: string, { dataType }: ChunkSpec, { data, shape }: View): void {
  if (!Array.isArray(document) || document.length < 2) throw codecFailed(codec, "it is no list that ends in a shape");
  const [stored, type] = [document.at(-1), document.at(-2)];
  if (typeof type !== "string" || !Array.isArray(stored) || stored.length !== shape.length || stored.some(isOther)) {
    throw codecFailed(codec, `it says that its shape is ${JSON.stringify(stored)}, expected [${shape}]`);
  }

  let at = 0;
  function read(items: readonly unknown[], axis: number): void {
    if (items.length !== (shape[axis] ?? 1)) {
      throw codecFailed(codec, `a list along axis ${axis} has ${items.length} elements, expected ${shape[axis] ?? 1}`);
    }
    for (const item of items) {
      if (axis + 1 >= shape.length) setElement(item);
      else if (Array.isArray(item)) read(item, axis + 1);
      else throw codecFailed(codec, `an element stands where axis ${axis + 1} begins`);
    }
  }

  function setElement(value: unknown): void {
    try {
      dataType.setScalar(data, at++ * (dataType.lanes ?? 1), value);
    } catch (error) {
      throw isZarrError(error, "invalid-argument") ? codecFailed(codec, error.message) : error;
    }
  }

  function isOther(length: unknown, axis: number): boolean {
    return length !== shape[axis];
  }

  read(document.slice(0, -2), 0);
}

function numpyName(
  name: string,
  configuration: Readonly<Record<string, unknown>> | undefined,
  byteOrder: "little" | "big" | undefined,
  { path, name: codec }: Origin,
): string {
  const order = byteOrder === "big" ? ">" : "<";
  const [, kind, bits] = /^(int|uint|float)(\d+)$/.exec(name) ?? [];
  if (kind) return `${bits === "8" ? "|" : order}${kind[0]}${Number(bits) / 8}`;
  if (name === "bool") return "|b1";
  if (name === "fixed_length_utf32") return `${order}U${Number(configuration?.["length_bytes"]) / 4}`;
  if (name === "json" || name === "string") return "|O";
  throw invalid(path, `${codec} stores what JSON can say, strings and numbers, not ${name}`);
}
