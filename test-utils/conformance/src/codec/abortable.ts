import { abortMoments } from "../abort-moments.js";
import { describe, fail, promiseOf, rejectionOf, within } from "../expect.js";

/** A call with a signal that has aborted rejects with the reason itself; one that aborts on its way does, or answers rightly. */
export async function expectAbortable<T>(
  what: string,
  call: (signal: AbortSignal) => Promise<T>,
  check: (result: T) => void | Promise<void>,
): Promise<void> {
  const early = { why: "a test" };
  const rejected = await rejectionOf(() => call(AbortSignal.abort(early)), `${what} with an aborted signal`);
  if (rejected !== early) fail(`${what}: expected the signal's reason itself, got ${describe(rejected)}`);
  for (const moment of abortMoments) {
    const controller = new AbortController();
    const reason = new Error("a test");
    const answer = promiseOf(() => call(controller.signal), what);
    answer.catch(() => undefined);
    moment(() => controller.abort(reason));
    const outcome = await within(10_000, answer, `${what} after its abort`).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    if ("result" in outcome) await check(outcome.result);
    else if (outcome.error !== reason)
      fail(`${what}: expected the signal's reason itself, got ${describe(outcome.error)}`);
  }
}
