import type { Version } from "@zarrkit/plugin-api";
import type { Entry } from "./entry.js";

/** What is kept of a value; all of it is of one state. */
export interface Kept {
  readonly entries: ReadonlySet<Entry>;
  /** Says that there is no value. */
  readonly absent: Entry | undefined;
  /** Bytes of the whole value, where that is known. */
  readonly size: number | undefined;
  readonly version: Version | undefined;
  /** What readers are told as version: where the source tells none, which reading of the value this is. */
  readonly token: Version | undefined;
}

/** Begins the versions that are made up here. */
const own = "kept ";

export function keptOf(entries: ReadonlySet<Entry> | undefined, immutable: boolean): Kept | undefined {
  const [first] = entries ?? [];
  if (!entries || !first) return undefined;
  const size = [...entries].find((entry) => entry.size !== undefined)?.size;
  const absent = size === -1 ? first : undefined;
  const token = first.version ?? (immutable ? undefined : own + first.name);
  return { entries, absent, size, version: first.version, token };
}

/** Whether a version was made up here, so that no source knows it. */
export function isOwnVersion(version: Version | undefined): boolean {
  return version?.startsWith(own) ?? false;
}
