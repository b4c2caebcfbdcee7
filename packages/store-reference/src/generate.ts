import { invalid, isObject, type Key, parseInteger, parseObject, show, ZarrError } from "@zarrkit/plugin-api";
import { type Reference, span } from "./reference.js";
import { type Template, Templates } from "./template.js";

/**
 * What a document's members "templates" and "gen" bring: more references, and how the targets of the others are expanded.
 * Without templates, braces are part of a name.
 */
export function expansions(templatesJson: unknown, gen: unknown, most: number) {
  const templates = new Templates(templatesJson, "templates");
  const expand = (target: string, path: string) => (templates.size > 0 ? templates.compile(target, path)() : target);
  return { generated: generate(gen, templates, most), expand };
}

/** Characters that a generated reference may take on average. */
const charactersEach = 256;

/** The references that a document's member "gen" describes: one for each combination of its dimensions. */
function generate(json: unknown, templates: Templates, most: number): Map<Key, Reference> {
  const references = new Map<Key, Reference>();
  if (json === undefined) return references;
  if (!Array.isArray(json)) throw invalid("gen", `expected a list, found ${show(json)}`);
  let characters = 0;
  for (const [i, entry] of json.entries()) {
    const path = `gen[${i}]`;
    const { key, url, offset, length, dimensions } = parseEntry(entry, path, templates);
    const count = dimensions.reduce((product, [, values]) => product * values.length, 1);
    if (references.size + count > most) throw tooMany(path, references.size + count, most);
    for (const variables of combinations(dimensions)) {
      const name = key(variables);
      const target = url(variables);
      const bytes = offset && length && span(numeric(offset(variables)), numeric(length(variables)), path);
      references.set(name, { target, offset: 0, length: undefined, ...bytes });
      characters += name.length + target.length;
      if (characters > most * charactersEach) throw tooMany(path, references.size, most);
    }
  }
  return references;
}

type Dimension = readonly [name: string, values: { readonly length: number; at(i: number): number | string }];

function parseEntry(json: unknown, path: string, templates: Templates) {
  const entry = parseObject(json, path, ["key", "url", "offset", "length", "dimensions"]);
  const text = (name: string): Template => {
    const value = entry[name];
    if (typeof value !== "string") throw invalid(`${path}.${name}`, `expected a text, found ${show(value)}`);
    return templates.compile(value, `${path}.${name}`);
  };
  const number = (name: string): Template | undefined => {
    const value = entry[name];
    if (value === undefined) return undefined;
    return typeof value === "number" ? () => String(value) : text(name);
  };
  const [offset, length] = [number("offset"), number("length")];
  if (!offset !== !length) throw invalid(path, "has an offset without a length, or the reverse");
  const dimensions = entry["dimensions"];
  if (!isObject(dimensions)) throw invalid(`${path}.dimensions`, `expected an object, found ${show(dimensions)}`);
  return {
    key: text("key"),
    url: text("url"),
    offset,
    length,
    dimensions: Object.entries(dimensions).map(
      ([name, values]): Dimension => [name, parseDimension(values, `${path}.dimensions.${name}`)],
    ),
  };
}

/** A list of values, or `{ start, stop, step }` as in Python's range; never spelt out. */
function parseDimension(json: unknown, path: string): Dimension[1] {
  if (Array.isArray(json)) {
    const bad = json.find((value) => typeof value !== "string" && !Number.isSafeInteger(value));
    if (bad !== undefined) throw invalid(path, `expected integers and texts, found ${show(bad)}`);
    return json;
  }
  const range = parseObject(json, path, ["start", "stop", "step"]);
  const bound = Number.MAX_SAFE_INTEGER / 2;
  const stop = parseInteger(range["stop"], `${path}.stop`, -bound, bound);
  const start = parseInteger(range["start"], `${path}.start`, -bound, bound, 0);
  const step = parseInteger(range["step"], `${path}.step`, -bound, bound, 1);
  if (step === 0) throw invalid(`${path}.step`, "is 0");
  return { length: Math.max(0, Math.ceil((stop - start) / step)), at: (i) => start + i * step };
}

/** Each combination, the last dimension changing fastest. The map is the same one each time. */
function* combinations(dimensions: readonly Dimension[]): Generator<Map<string, number | string>> {
  const indices = dimensions.map(() => 0);
  if (dimensions.some(([, { length }]) => length === 0)) return;
  const variables = new Map(dimensions.map(([name, values]) => [name, values.at(0)!]));
  for (;;) {
    yield variables;
    let axis = dimensions.length - 1;
    for (; axis >= 0; axis--) {
      const [name, values] = dimensions[axis]!;
      const i = ++indices[axis]! % values.length;
      indices[axis] = i;
      variables.set(name, values.at(i)!);
      if (i > 0) break;
    }
    if (axis < 0) return;
  }
}

/** Digits as a number; anything else is left for whoever checks it to show. */
function numeric(text: string): number | string {
  return /^\s*-?\d+\s*$/.test(text) ? Number(text) : text;
}

function tooMany(path: string, count: number, most: number): ZarrError {
  const message = `${path} makes ${count} references or more, or very long ones, and ${most} are allowed. If you trust the document, open it with reference({ references: ${count} }).`;
  return new ZarrError("limit-exceeded", message, { fields: { path } });
}
