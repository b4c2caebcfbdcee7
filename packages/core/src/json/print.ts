import { ZarrError } from "@zarrkit/plugin-api";
import type { Exact } from "./parse.js";

/**
 * JSON text of an exact tree: `bigint` as an integer, `number` always with a fraction or an exponent, so that parsing the
 * text gives the same tree. NaN and ±Infinity become the literals Python's reader takes, only where they stand in a
 * tree (attributes); fill values spell them as strings. Indented by two, as zarr-python writes it.
 */
export function printJson(value: Exact, indent = ""): string {
  switch (typeof value) {
    case "bigint":
    case "boolean":
      return String(value);
    case "string":
      return JSON.stringify(value);
    case "number": {
      if (Object.is(value, -0)) return "-0.0";
      return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
    }
    case "object":
      return value === null ? "null" : nested(value, indent);
    default:
      throw new ZarrError(
        "invalid-argument",
        `A ${typeof value} cannot be written as JSON: ${String(value).slice(0, 60)}.`,
      );
  }
}

function nested(value: Exact[] | { [key: string]: Exact }, indent: string): string {
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => printJson(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${printJson(item, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return parts.length === 0 ? `${open}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}
