import { show, ZarrError } from "@zarrkit/plugin-api";
import { deepest, isPlainObject } from "../elements/own-property.js";
import type { JsonOptions } from "./config.js";

/** A value as Python's json module writes it under the same options; only the digits of fractions may differ. */
export function printJson(value: unknown, options: JsonOptions): string {
  const { indent, separators, ensure_ascii, sort_keys, allow_nan } = options;
  const [itemSeparator, keySeparator] = separators;
  const step = typeof indent === "string" ? indent : " ".repeat(Number(indent ?? 0));

  function print(value: unknown, depth: number): string {
    if (typeof value === "string") return quoted(value);
    if (typeof value === "number") return number(value);
    if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
    if (depth > deepest) throw refused(`lists and objects are nested deeper than ${deepest}, or in a circle`);
    if (Array.isArray(value)) {
      return block(
        "[",
        value.map((item) => print(item, depth + 1)),
        "]",
        depth,
      );
    }
    if (!isPlainObject(value)) throw refused(`JSON has no way to say ${show(value)}`);
    const keys = sort_keys ? Object.keys(value).sort() : Object.keys(value);
    return block(
      "{",
      keys.map((key) => quoted(key) + keySeparator + print(value[key], depth + 1)),
      "}",
      depth,
    );
  }

  function block(open: string, items: readonly string[], close: string, depth: number): string {
    if (items.length === 0 || indent === null) return open + items.join(itemSeparator) + close;
    const line = `\n${step.repeat(depth)}`;
    return open + line + step + items.join(itemSeparator + line + step) + line + close;
  }

  function quoted(text: string): string {
    const json = JSON.stringify(text);
    return ensure_ascii ? json.replace(/[\u007f-\uffff]/g, escaped) : json;
  }

  /** Numbers that were fractions stay such, so that 2^60 as a double and −0 come back as they are. */
  function number(value: number): string {
    if (Number.isFinite(value)) {
      const isFraction = !Number.isSafeInteger(value) || Object.is(value, -0);
      const digits = Object.is(value, -0) ? "-0" : String(value);
      return isFraction && /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
    }
    if (!allow_nan) throw refused(`${value} is not to be written (allow_nan is false)`);
    return String(value);
  }

  return print(value, 0);
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function refused(problem: string): ZarrError {
  return new ZarrError("invalid-argument", `json2: ${problem}`, { fields: { codec: "json2" } });
}
