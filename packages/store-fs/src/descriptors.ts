/**
 * One budget of open files for all stores of the process. The system works on a handful of files at once anyway; waiting
 * costs nothing, while 20,000 open files end in EMFILE.
 */
const budget = 64;

let taken = 0;
let first = 0;
/** Each answers whether it wants the place; one whose call was aborted does not. */
let waiting: (() => boolean)[] = [];

/** Waits, in the order of the calls, until a file may be opened; `releaseDescriptor` must follow. */
export function takeDescriptor(signal: AbortSignal | undefined): Promise<void> | undefined {
  if (taken < budget) {
    taken++;
    return undefined;
  }
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal?.reason);
    signal?.addEventListener("abort", aborted);
    waiting.push(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
      return !signal?.aborted;
    });
  });
}

export function releaseDescriptor(): void {
  while (first < waiting.length) if (waiting[first++]?.()) return;
  taken--;
  first = 0;
  waiting = [];
}
