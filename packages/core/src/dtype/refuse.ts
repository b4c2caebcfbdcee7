import { invalid, isObject, type Origin, show, ZarrError } from "@zarrkit/plugin-api";

/** The error for a fill value in a document that its data type does not have. */
export function badFill(origin: Origin, json: unknown, expected: string): ZarrError {
  return invalid(origin.path, `${show(json)} is no fill value of data type ${origin.name}; expected ${expected}`);
}

/** The error for a value from the user that a data type cannot hold. */
export function badValue(value: unknown, name: string, expected: string): ZarrError {
  // JSON has no NaN: it would be shown as null.
  const shown = typeof value === "number" ? value : show(value);
  return new ZarrError("invalid-argument", `${shown} is no value of data type ${name}: expected ${expected}.`);
}

/** Throws unless the configuration of a data type that takes none is absent or empty. */
export function refuseConfiguration(configuration: unknown, origin: Origin): void {
  if (configuration === undefined || (isObject(configuration) && Object.keys(configuration).length === 0)) return;
  throw invalid(`${origin.path}.configuration`, `data type ${origin.name} takes none, found ${show(configuration)}`);
}
