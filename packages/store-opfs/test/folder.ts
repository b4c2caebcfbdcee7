import type { Entries } from "@zarrkit/conformance";

let folders = 0;

/** A new folder that holds these values, put there without the store. */
export async function seed(values: Entries): Promise<string> {
  const name = `test ${Date.now()}-${folders++} ü`;
  for (const [key, bytes] of values) await write(`${name}/${key}`, bytes);
  return name;
}

/** Writes a file without the store. */
export async function write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const names = path.split("/");
  const folder = await enter(names.slice(0, -1));
  const writable = await (await folder.getFileHandle(names.at(-1) as string, { create: true })).createWritable();
  await writable.write(bytes);
  await writable.close();
}

/** The names in a folder, sorted. */
export async function namesIn(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of (await enter(path.split("/"))).keys()) names.push(name);
  return names.sort();
}

async function enter(names: readonly string[]): Promise<FileSystemDirectoryHandle> {
  let folder = await navigator.storage.getDirectory();
  for (const name of names) folder = await folder.getDirectoryHandle(name, { create: true });
  return folder;
}

export async function remove(path: string): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry(path, { recursive: true }).catch(() => {});
}
