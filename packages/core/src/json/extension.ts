import { type Extension, invalid, isObject, show } from "@zarrkit/plugin-api";

/** `{ name, configuration }` or the short-hand string (zarr-specs v3.1, "Extension definition"). */
export function parseExtension(json: unknown, path: string): ParsedExtension {
  if (typeof json === "string") return { name: json, mustUnderstand: true };
  if (!isObject(json) || typeof json["name"] !== "string") {
    throw invalid(path, `expected a name or an object with one, found ${show(json)}`);
  }
  const { name, configuration, must_understand: mustUnderstand } = json;
  if (configuration !== undefined && !isObject(configuration)) {
    throw invalid(`${path}.configuration`, `expected an object, found ${show(configuration)}`);
  }
  return { name, mustUnderstand: mustUnderstand !== false, ...(configuration && { configuration }) };
}

export interface ParsedExtension extends Extension {
  readonly mustUnderstand: boolean;
}

/** The same where leaving it out would make every chunk unreadable: `must_understand` may not be false. */
export function parseRequired(json: unknown, path: string): Extension {
  const { mustUnderstand, ...extension } = parseExtension(json, path);
  if (!mustUnderstand) throw invalid(`${path}.must_understand`, "may not be false here");
  return extension;
}
