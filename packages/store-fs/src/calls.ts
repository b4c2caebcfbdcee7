import * as fs from "node:fs";

/**
 * The file system calls of hot paths as promises. `node:fs/promises` costs two to four times the processor time of the
 * callbacks: it wraps every descriptor in an object that is tracked for collection.
 */
function promised<A extends unknown[], R>(call: (...args: [...A, (error: Error | null, result: R) => void]) => void) {
  return (...args: A) =>
    new Promise<R>((resolve, reject) => {
      call(...args, (error, result) => (error ? reject(error) : resolve(result)));
    });
}

export const open = promised<[path: string, flags: number, mode?: number], number>(fs.open);
export const read = promised<
  [descriptor: number, into: Uint8Array, offset: number, length: number, position: number],
  number
>(fs.read);
export const write = promised<
  [descriptor: number, from: Uint8Array, offset: number, length: number, position: number],
  number
>(fs.write);
export const futimes = promised<[descriptor: number, accessed: number, modified: number], void>(fs.futimes);
export const fsync = promised<[descriptor: number], void>(fs.fsync);
export const close = promised<[descriptor: number], void>(fs.close);
export const mkdir = promised<[path: string], void>(fs.mkdir);
export const rename = promised<[from: string, to: string], void>(fs.rename);
export const link = promised<[from: string, to: string], void>(fs.link);
export const unlink = promised<[path: string], void>(fs.unlink);
export const rmdir = promised<[path: string], void>(fs.rmdir);
export const stat = promised<[path: string, options: { bigint: true }], fs.BigIntStats>(fs.stat);
