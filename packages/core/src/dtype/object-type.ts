import { type DataType, type Elements, invalid, isObject, type Origin, show, ZarrError } from "@zarrkit/plugin-api";
import { exact } from "../json/exact.js";
import { plain } from "../json/plain.js";
import { badFill, badValue } from "./refuse.js";
import type { Resolve } from "./resolve.js";
import { variableType } from "./variable-length.js";

/** An entry of a v2 document's filters, or its compressor, with its path. */
export interface Version2Codec {
  readonly json: unknown;
  readonly path: string;
}

/**
 * The data type of a v2 object array: "|O" says only that elements are Python objects, the first object codec among the
 * filters says which (zarr-specs v2, "Object arrays"; the codecs are numcodecs'). Pickled elements are refused with
 * `unsupported-extension`, since reading them would run what their writer wants.
 */
export async function objectType(
  codecs: readonly Version2Codec[],
  origin: Origin,
  resolve: Resolve,
): Promise<DataType> {
  for (const { json, path } of codecs) {
    const id = isObject(json) ? json["id"] : undefined;
    if (id === "pickle") throw pickled(path);
    // Categorize turns text into numbers of its own labels.
    if (id === "vlen-utf8" || id === "categorize")
      return (await resolve({ name: "string" }, { ...origin, format: 3 })).dataType;
    if (id === "vlen-bytes") return (await resolve({ name: "bytes" }, { ...origin, format: 3 })).dataType;
    if (id === "json2" || id === "json" || id === "msgpack2") return jsonType as unknown as DataType;
    if (id !== "vlen-array") continue;
    const { dtype } = json as { readonly dtype?: unknown };
    const { dataType } = await resolve(dtype, { name: "dtype", format: 2, path: `${path}.dtype` });
    if (dataType.itemSize === undefined) throw invalid(`${path}.dtype`, `${show(dtype)} varies in size itself`);
    return arrayType(dataType) as unknown as DataType;
  }
  const known = "vlen-utf8, vlen-bytes, vlen-array, json2, msgpack2 or categorize";
  throw invalid(origin.path, `"|O" says nothing of the elements: one of the filters must be ${known}`);
}

function pickled(path: string): ZarrError {
  return new ZarrError(
    "unsupported-extension",
    `${path}: the elements are pickled Python objects. To read them is to run whatever code their writer put there, so they are refused: let someone who trusts them write them again, as text by vlen-utf8 or as JSON by json2.`,
    { fields: { path, codec: "pickle" } },
  );
}

/** Whatever JSON can say. Container: a plain array; elements that were never written are null. */
const jsonType: DataType<string, unknown[], unknown> = {
  ...variableType<unknown>("json", null, (value) => {
    if (["undefined", "function", "symbol"].includes(typeof value)) throw badValue(value, "json", "what JSON can say");
    return value;
  }),
  fillFromJson(json, origin) {
    if (json === undefined) throw badFill(origin, json, "any JSON");
    return plain(json as never);
  },
  fillToJson: (fill) => exact(fill),
};

/** Arrays of any length, each in the inner type's container. Container: a plain array of those. */
function arrayType(inner: DataType): DataType<string, Elements[], Elements> {
  const empty = inner.allocate(0);
  const { name, configuration } = inner;
  const isEmpty = (json: unknown) => json === 0n || json === "" || (Array.isArray(json) && json.length === 0);
  return {
    ...variableType<Elements>("vlen-array", empty, (value) => {
      const given = (value as object | null | undefined)?.constructor;
      if (given !== empty.constructor) throw badValue(value, "vlen-array", `a ${empty.constructor.name} of ${name}`);
      return value as Elements;
    }),
    configuration: { data_type: configuration ? { name, configuration } : name },
    fillFromJson(json, origin) {
      // Writers leave NumPy's 0 where an empty array is meant.
      if (!isEmpty(json)) throw badFill(origin, json, "0, an empty text or an empty list: an empty array");
      return empty;
    },
    fillToJson: (_fill, format) => (format === 2 ? 0n : []),
  };
}
