import { nameOf } from "./directory-failure.js";

/** Tries before giving up, half a second in all: longer than other tabs hold what they change in one step. */
const most = 20;

/** Runs a task, again after an exception that passes when another tab has finished what it was doing. */
export async function insist<T>(passing: RegExp, task: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await task();
    } catch (error) {
      if (!passing.test(nameOf(error)) || tries === most) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(tries * tries, 64) * Math.random()));
    }
  }
}
