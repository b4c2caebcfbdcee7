import { type Key, type Version, type WriteOptions, ZarrError } from "@zarrkit/plugin-api";

/** A value's version is the time and the size of its file; a write sees to it that it is not the one of the file before. */
export function fileVersion(file: File): Version {
  return `${file.lastModified}-${file.size}`;
}

/** Milliseconds by which the time of a file may lag behind the clock: systems stamp files once in a tick. */
export const leastStep = 20;
/** More than any file system's. */
export const mostStep = 10_000;

/** Waits until a file made from now on has another time than this one, where the file system counts time in such steps. */
export async function outlive({ lastModified }: File, step: number): Promise<void> {
  const left = Math.min(lastModified + step - Date.now(), step);
  if (left >= 0) await new Promise((resolve) => setTimeout(resolve, left + 1));
}

/** Throws `conflict` unless the value is as the caller expects it. */
export function requireState(key: Key, file: File | undefined, onlyIf: WriteOptions["onlyIf"]): void {
  if (onlyIf === undefined) return;
  const found = file && fileVersion(file);
  if (found === (onlyIf === "absent" ? undefined : onlyIf.version)) return;
  const problem = onlyIf === "absent" ? "exists already" : `no longer has version ${onlyIf.version}`;
  throw new ZarrError(
    "conflict",
    `${JSON.stringify(key)} ${problem}: somebody else wrote it. Read it and decide again.`,
    {
      fields: { key },
    },
  );
}

/** What cannot tell its versions would let updates be lost, and an index be read with the data of another state. */
export function timeless(key: Key): ZarrError {
  const problem =
    "was written, but its file's time did not change by it, so that nobody can tell it from the value before.";
  return new ZarrError("unsupported", `${JSON.stringify(key)} ${problem} Use a directory on another file system.`, {
    fields: { key },
  });
}

/** For a read of the version that an earlier one saw. */
export function requireVersion(key: Key, file: File, version: Version | undefined): void {
  if (version === undefined || version === fileVersion(file)) return;
  const problem = "was replaced since the version asked for was read: read once more.";
  throw new ZarrError("conflict", `${JSON.stringify(key)} ${problem}`, { fields: { key }, retryable: true });
}
