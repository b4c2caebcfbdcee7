import { type Key, type Version, ZarrError } from "@zarrkit/plugin-api";

/** The store that a value shown by an overlay is of. */
export type Origin = "edits" | "base";

/** A version as the overlay tells it. Of a base that cannot tell any it is empty: that one does not change. */
export function labelled(origin: Origin, version: Version | undefined): Version | undefined {
  return version === undefined && origin === "edits" ? undefined : `${origin} ${version ?? ""}`;
}

export function parseVersion(version: Version): { readonly origin: string; readonly version: Version } {
  const [origin = "", rest = ""] = version.split(/ (.*)/s);
  return { origin, version: rest };
}

export function conflict(key: Key, version?: Version): ZarrError {
  const expected = version ? `version ${version}` : "no value";
  const message = `${key} was expected to have ${expected}, but something else is there now: read it again.`;
  return new ZarrError("conflict", message, { fields: { key } });
}
