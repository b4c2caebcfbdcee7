import { crc32 } from "@zarrkit/engines/crc32";
import { keySegments, show } from "@zarrkit/plugin-api";
import { decodeCodePage437 } from "./code-page-437.js";
import { extra, findExtra, flag, viewOf } from "./layout.js";

/**
 * The name of an entry as text: UTF-8 where the archive says so, by flag or by Info-ZIP's extra field (4.6.9). Else it is
 * the IBM PC's character set by the letter of the specification; but many programs write UTF-8 without a word, and hardly
 * any text of the other kind happens to be valid UTF-8. `undefined`: said to be UTF-8 and is not.
 */
export function decodeName(name: Uint8Array, flags: number, extraFields: Uint8Array): string | undefined {
  const unicode = findExtra(extraFields, extra.unicodePath);
  const isCurrent = unicode && unicode.length > 5 && viewOf(unicode).getUint32(1, true) === crc32(name);
  if (flags & flag.utf8) return decodeUtf8(name);
  return (isCurrent ? decodeUtf8(unicode.subarray(5)) : undefined) ?? decodeUtf8(name) ?? decodeCodePage437(name);
}

const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // Decoders refuse shared memory.
    return decoder.decode(bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice());
  } catch {
    return undefined;
  }
}

/** What nearly all names look like, which need no closer look: "image/0/c/1/2", "image/0/zarr.json". */
const plain = /^[\w-]+(\.[\w-]+)*(\/[\w-]+(\.[\w-]+)*)*$/;

/**
 * Why a name is none that an archive may hold, where it would lead out of the folder into which somebody extracts it, or
 * means different things to different programs (4.4.17); `undefined` for a good one.
 */
export function problemOfName(name: string): string | undefined {
  if (plain.test(name)) return undefined;
  if (name.includes("\\")) return 'holds a backslash, where the format allows "/" only';
  if (/^[a-zA-Z]:/.test(name)) return "begins with a drive letter";
  try {
    keySegments(name);
    return undefined;
  } catch {
    return `is no path of names: it is absolute, or has an empty name, ".", ".." or NUL in it (${show(name)})`;
  }
}
