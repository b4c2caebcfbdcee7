import { field, invalid, type Origin, parseBoolean, parseConfiguration, show } from "@zarrkit/plugin-api";

/** numcodecs' fields, which are the arguments of Python's json module. */
export interface JsonOptions {
  readonly encoding: string;
  readonly skipkeys: boolean;
  readonly ensure_ascii: boolean;
  readonly check_circular: boolean;
  readonly allow_nan: boolean;
  readonly sort_keys: boolean;
  /** As in Python, a number of spaces, or the text to indent by; `true` is one space. */
  readonly indent: number | string | boolean | null;
  readonly separators: readonly [item: string, key: string];
  readonly strict: boolean;
}

export interface Json2Configuration {
  readonly options: JsonOptions;
  readonly origin: Origin;
}

const flags = {
  skipkeys: false,
  ensure_ascii: true,
  check_circular: true,
  allow_nan: true,
  sort_keys: true,
  strict: true,
} as const;

export function parseJson2(configuration: unknown, origin: Origin): Json2Configuration {
  const known = [...Object.keys(flags), "encoding", "indent", "separators"];
  const fields = parseConfiguration(configuration, origin, known);
  const at = (name: string) => field(origin, name);
  const { encoding = "utf-8", indent = null, separators } = fields;
  if (typeof encoding !== "string" || !/^(utf-?8|(us-)?ascii)$/i.test(encoding)) {
    throw invalid(at("encoding"), `JSON text is read as "utf-8" or "ascii", not as ${show(encoding)}`);
  }
  const parsed = Object.fromEntries(
    Object.entries(flags).map(([name, fallback]) => [name, parseBoolean(fields[name], at(name), fallback)]),
  ) as Record<keyof typeof flags, boolean>;
  const options = {
    ...parsed,
    encoding,
    indent: parseIndent(indent, at("indent")),
    separators: parseSeparators(separators, indent, at("separators")),
  };
  return { options, origin };
}

function parseIndent(value: unknown, path: string): JsonOptions["indent"] {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string" && /^\s*$/.test(value)) return value;
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 64) return value as number;
  throw invalid(path, `expected null, spaces or a number of them up to 64, found ${show(value)}`);
}

function parseSeparators(value: unknown, indent: unknown, path: string): JsonOptions["separators"] {
  if (value === undefined || value === null) return indent === null ? [",", ":"] : [", ", ": "];
  const [item, key] = Array.isArray(value) && value.length === 2 ? value : [];
  if (typeof item === "string" && typeof key === "string" && /^\s*,\s*$/.test(item) && /^\s*:\s*$/.test(key)) {
    return [item, key];
  }
  throw invalid(path, `expected a comma and a colon, with spaces around, found ${show(value)}`);
}
