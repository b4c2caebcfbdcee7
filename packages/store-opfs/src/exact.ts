import { ZarrError } from "@zarrkit/plugin-api";
import { nameOf } from "./failure.js";

/** Whether the disk below takes "A" and "a" for one name, as disks of Macs do; `undefined` until a name has told. */
let ignoresCase: boolean | undefined;

/** Whether what was found under a name has exactly this name. */
export async function isExact(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  const other = respelled(name);
  if (ignoresCase === false || other === name) return true;
  // Once for each page: afterwards no name costs anything where case counts.
  if (ignoresCase === undefined && !(await exists(folder, other))) ignoresCase = false;
  if (ignoresCase === false) return true;
  const names = new Set<string>();
  for await (const found of folder.keys()) names.add(found);
  ignoresCase ??= !(names.has(name) && names.has(other));
  return names.has(name);
}

/** Throws `unsupported` where a write would go to a name that is spelt otherwise. */
export async function requireExact(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  if (await isExact(folder, name)) return;
  throw new ZarrError(
    "unsupported",
    `This browser's disk takes ${JSON.stringify(name)} for another name that is there: choose one that differs in more than case or accents.`,
    { fields: { name } },
  );
}

/** The name with each letter in its other case, or composed otherwise: what such a disk takes for the same. */
function respelled(name: string): string {
  const swapped = name.replace(/\p{L}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return letter === lower ? letter.toUpperCase() : lower;
  });
  return swapped === name ? name.normalize(name === name.normalize("NFC") ? "NFD" : "NFC") : swapped;
}

async function exists(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  return folder.getFileHandle(name).then(
    () => true,
    (error: unknown) => nameOf(error) === "TypeMismatchError",
  );
}
