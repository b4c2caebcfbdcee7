import { ZarrError } from "./error.js";
import { show } from "./guard.js";
import type { Key } from "./store.js";

/**
 * The segments of a key, for stores whose keys become paths or URLs. Refused with `invalid-argument`: the root, empty
 * segments (so also slashes at the ends), "." and "..", which would name something else or lead out of the store, NUL,
 * at which some systems end a name, and halves of surrogate pairs, which UTF-8 cannot tell apart. Nothing is decoded: "%2e"
 * is three characters of a name.
 */
export function keySegments(key: Key): string[] {
  const segments = key.split("/");
  if (
    segments.some((segment) => segment === "" || segment === "." || segment === "..") ||
    /[\0\p{Surrogate}]/u.test(key)
  ) {
    throw new ZarrError(
      "invalid-argument",
      `${show(key)} is no key: a key is names joined by single slashes, none of them empty, "." or "..", and without NUL.`,
      { fields: { key } },
    );
  }
  return segments;
}

/** The segments of a prefix, which is "" or a key and a slash; `invalid-argument` otherwise. */
export function prefixSegments(prefix: string): string[] {
  if (prefix === "") return [];
  if (prefix.endsWith("/")) return keySegments(prefix.slice(0, -1));
  throw new ZarrError("invalid-argument", `${show(prefix)} is no prefix: a prefix is "" or ends with "/".`, {
    fields: { key: prefix },
  });
}
