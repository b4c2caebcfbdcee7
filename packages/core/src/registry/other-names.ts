import type { AnyPlugin } from "@zarrkit/plugin-api";

/** How else a name is spelled that people bring from other tools; `undefined` where none is known. */
export function otherName(kind: AnyPlugin["kind"], name: string, path: string): string | undefined {
  if (kind === "store") return path.includes("::") ? chained : own(schemes, name.toLowerCase());
  if (kind !== "data-type") return undefined;
  const word = name.trim().toLowerCase();
  const spelled = own(words, word) ?? typedArray(word) ?? numpy(name);
  return spelled && `Zarr v3 calls it ${spelled}.`;
}

const chained = 'URLs are chained from left to right here: "https://example.org/a.zip|zip:path/in/it".';

const azure = 'Azure\'s blobs are read by "https://ACCOUNT.blob.core.windows.net/CONTAINER/…".';

const schemes: Readonly<Record<string, string>> = {
  gcs: 'Write "gs:" for it.',
  s3a: 'Write "s3:" for it.',
  s3n: 'Write "s3:" for it.',
  az: azure,
  abfs: azure,
  abfss: azure,
};

const words: Readonly<Record<string, string>> = {
  float: '"float32" or "float64"',
  double: '"float64"',
  number: '"float64"',
  int: '"int32" or "int64"',
  bigint: '"int64"',
  boolean: '"bool"',
  str: '"string"',
  text: '"string"',
  complex: '"complex64" or "complex128"',
};

/** The names that v3 has: wider numbers, as `float128`, have none. */
const numbers = /^(u?int(8|16|32|64)|float(16|32|64)|complex(64|128))$/;

/** `Float32Array`, and names of v3 in other letters. */
function typedArray(word: string): string | undefined {
  const [, name = ""] = /^(?:big)?([a-z]+\d+)(?:(?:clamped)?array)?$/.exec(word) ?? [];
  return numbers.test(name) ? `"${name}"` : undefined;
}

const kinds: Readonly<Record<string, string>> = { i: "int", u: "uint", f: "float", c: "complex" };

/** NumPy's "<f4", with bytes for bits; the order of bytes is the business of a codec. */
function numpy(name: string): string | undefined {
  if (/^(datetime|timedelta)64|^[<>|=]?[Mm]8/.test(name))
    return '{ name: "numpy.datetime64" (or timedelta64), configuration: { unit: "ns", scale_factor: 1 } }';
  const [, kind = "", size] = /^[<>|=]?([iufcbSUO])(\d*)$/.exec(name) ?? [];
  if (kind === "b") return '"bool"';
  if (kind === "U" || kind === "O") return '"string"';
  if (kind === "S") return `{ name: "null_terminated_bytes", configuration: { length_bytes: ${size || 1} } }`;
  const type = `${own(kinds, kind)}${8 * Number(size)}`;
  return numbers.test(type) ? `"${type}"` : undefined;
}

/** Names come from documents: "constructor" is none that is spelled otherwise. */
function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
