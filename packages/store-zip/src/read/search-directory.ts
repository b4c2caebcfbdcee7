import type { CallOptions } from "@zarrkit/plugin-api";
import { isZarrError, type ZarrError } from "@zarrkit/plugin-api";
import { readEnd } from "../format/end-record.js";
import type { Directory } from "../format/entry.js";
import { fixed, signature } from "../format/layout.js";
import { refused } from "../format/refused.js";
import type { ZipOptions } from "../options.js";
import { type Loaded, readDirectory } from "./load-directory.js";
import { type ArchiveBytes, present } from "./source.js";

/** Bytes of a step; each reaches into the next by what an end record can have. */
const step = 2 ** 22;
const reach = fixed.end + 0xffff + fixed.locator64 + 65_536;
/** Records that look right and are not: beyond this, the archive was made to keep us busy. */
const mostTries = 1000;

/**
 * The last complete directory of an archive whose end is none: an append was broken off, or a download. Searched from the
 * end backwards. Only a directory that lies exactly where its end record says counts, so that a zip stored inside this
 * one is not taken for it. Where there is none, the error is `otherwise`: what is wrong with the one at the end.
 */
export async function searchDirectory(
  source: ArchiveBytes,
  options: Required<ZipOptions>,
  call: CallOptions,
  otherwise?: ZarrError,
): Promise<Loaded> {
  const size = await present(source, source.size(call));
  const floor = Math.max(0, size - options.searchLimit);
  let tries = 0;
  for (let to = size; to > floor; to -= step) {
    const offset = Math.max(floor, to - step);
    const start = Math.max(0, offset - reach);
    const length = Math.min(size, to + reach) - start;
    const { pieces, version } = await present(source, source.read([{ offset: start, length }], call));
    const bytes = pieces[0]!;
    for (let at = to - start - 1; at >= offset - start; at--) {
      // The four bytes of the signature, without a view for each position.
      if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || bytes[at + 2] !== 5 || bytes[at + 3] !== 6) continue;
      const end = readEnd(bytes, at);
      if (!end || end.expectedAt !== start + end.from || ++tries > mostTries) continue;
      const directory = await readDirectory(source, end, { bytes, start, version }, options, call).catch(orNothing);
      if (!directory) continue;
      const trailing = size - directory.end;
      options.onWarning(damage(source.name, directory, trailing));
      return { ...directory, version, trailing };
    }
  }
  throw otherwise ?? refused(source.name, nothingFound(size, floor, await beginning(source, call)));
}

/** A record that belongs to nothing is passed over; a limit is for the user to raise. */
function orNothing(error: unknown): undefined {
  if (!isZarrError(error, "store-failed") || error.retryable) throw error;
}

function damage(archive: string, { entries, end }: Directory, trailing: number): string {
  return (
    `The archive ${archive} does not end with a directory: ${trailing} bytes follow after the last complete one, which ends ` +
    `at byte ${end}. Something that was being added is lost; read are the ${entries.size} values that were complete. ` +
    "repair() of @zarrkit/store-zip/archive cuts the rest off, so that other programs can open it too."
  );
}

async function beginning(source: ArchiveBytes, call: CallOptions): Promise<number> {
  const bytes = (await source.read([{ offset: 0, length: 4 }], call))?.pieces[0];
  return bytes?.length === 4 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) : 0;
}

function nothingFound(size: number, floor: number, first: number): string {
  if (first !== signature.localHeader && first !== signature.end)
    return "is no zip: it has neither beginning nor end of one.";
  const where = floor === 0 ? `in its ${size} bytes` : `in its last ${size - floor} bytes (searchLimit)`;
  return `is cut off: there is no complete directory ${where}. Fetch or write it once more.`;
}
