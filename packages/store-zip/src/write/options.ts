import { type Bytes, show, ZarrError } from "@zarrkit/plugin-api";

/** How values and the end of an archive are written. */
export interface WriteSettings {
  /** DEFLATE level, 1 to 9, for values that it makes smaller. Default: values are stored as they are, since chunks are compressed already. */
  readonly compress?: number;
  /** Version of OME-Zarr in the archive ("0.5"): makes it a `.ozx` (RFC-9), with zip64 records and the comment that says so. */
  readonly ozx?: string;
  /** Comment of the archive. Default: that of `ozx`, or what an archive has already. */
  readonly comment?: string;
}

/** The comment that settings ask for, in UTF-8; `undefined` where they ask for none. */
export function commentOf({ comment, ozx }: WriteSettings): Bytes | undefined {
  if (comment !== undefined && ozx !== undefined) {
    throw new ZarrError(
      "invalid-argument",
      "The comment of an .ozx archive is fixed by RFC-9: leave out comment, or ozx.",
    );
  }
  const text = ozx === undefined ? comment : ozxComment(ozx);
  if (text === undefined) return undefined;
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= 0xffff) return bytes;
  throw new ZarrError(
    "invalid-argument",
    `A comment has at most 65,535 bytes, this one ${bytes.length}: make it shorter.`,
  );
}

/** RFC-9; `jsonFirst` says that the directory begins with all metadata documents. */
function ozxComment(version: unknown): string {
  if (typeof version !== "string" || version === "") {
    throw new ZarrError(
      "invalid-argument",
      `ozx is the version of OME-Zarr in the archive, as "0.5", not ${show(version)}.`,
    );
  }
  return JSON.stringify({ ome: { version, zipFile: { centralDirectory: { jsonFirst: true } } } });
}

/** Whether an archive is marked as `.ozx`, so that what is added to it keeps to RFC-9. */
export function isOzx(comment: Bytes): boolean {
  try {
    const { ome } = JSON.parse(new TextDecoder().decode(comment).replace(/\0+$/, ""));
    return typeof ome?.version === "string";
  } catch {
    return false;
  }
}

/** Throws `invalid-argument` for a level that DEFLATE does not know. */
export function checkLevel(compress: unknown): void {
  if (compress === undefined || (Number.isInteger(compress) && Number(compress) >= 1 && Number(compress) <= 9)) return;
  throw new ZarrError(
    "invalid-argument",
    `compress is a DEFLATE level from 1 to 9, not ${show(compress)}; left out, values are stored.`,
  );
}
