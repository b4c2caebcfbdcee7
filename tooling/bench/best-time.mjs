/** A sample shorter than this would be lost in the steps of a browser's clock. */
const leastSample = 1;

/**
 * Calls again and again, and answers the seconds of one call in the fastest sample: what else the machine did only adds.
 * @param {() => unknown} call awaited when it answers a promise
 * @param {number} milliseconds how long to go on
 */
export async function bestTime(call, milliseconds) {
  const stop = performance.now() + milliseconds;
  let best = Number.POSITIVE_INFINITY;
  let repetitions = 1;
  while (performance.now() < stop) {
    const start = performance.now();
    for (let i = 0; i < repetitions; i++) {
      const result = call();
      if (result instanceof Promise) await result;
    }
    const elapsed = performance.now() - start;
    if (elapsed < leastSample) repetitions *= 2;
    else best = Math.min(best, elapsed / repetitions);
  }
  return best / 1000;
}
