import { onAbort, until } from "@zarrkit/plugin-api";
import { codeOf } from "./failure.js";

/**
 * One budget of open files for all stores of the process. The system works on a handful of files at once anyway; waiting
 * costs nothing, while 20,000 open files end in EMFILE. Where even these are too many the budget sinks, and rises again
 * while all goes well.
 */
const most = 64;

let budget = most;
let taken = 0;
let first = 0;
/** Each answers whether it wants the place; one whose call was aborted does not. */
let waiting: (() => boolean)[] = [];

/**
 * Runs what opens a file (or something else that needs a descriptor) when the budget allows, in the order of the calls.
 * `releaseDescriptor` must follow when the file has been closed, unless this rejects.
 */
export async function takeDescriptor<T>(signal: AbortSignal | undefined, open: () => T | Promise<T>): Promise<T> {
  for (let pause = 1; ; pause *= 2) {
    if (taken < budget && first === waiting.length) taken++;
    else await place(signal);
    try {
      const opened = await open();
      budget = Math.min(most, budget + 1 / most);
      return opened;
    } catch (error) {
      const alone = taken === 1;
      budget = /^E[MN]FILE$/.test(codeOf(error)) ? Math.max(1, Math.min(budget, taken) - 1) : budget;
      releaseDescriptor();
      if (!/^E[MN]FILE$/.test(codeOf(error)) || pause > 4096) throw error;
      // None of the files that are open is ours: others must close one.
      if (alone) await until(signal, new Promise((resolve) => setTimeout(resolve, pause)));
      else pause = 1;
    }
  }
}

export function releaseDescriptor(): void {
  taken--;
  while (taken < budget && first < waiting.length) if (waiting[first++]?.()) taken++;
  if (first === waiting.length) {
    first = 0;
    waiting = [];
  }
}

function place(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let wanted = true;
    const leave = onAbort(signal, () => {
      wanted = false;
      reject(signal?.reason);
    });
    waiting.push(() => {
      leave();
      if (wanted) resolve();
      return wanted;
    });
  });
}
