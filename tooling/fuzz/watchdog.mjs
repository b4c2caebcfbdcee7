import { Worker } from "node:worker_threads";

/** Milliseconds after which an attempt hangs. */
const patience = 60_000;

/** Runs beside the thread that it watches, which may never come to its own timers. */
const source = `
  const { workerData: { shared, patience } } = require("node:worker_threads");
  let [seed, since] = [undefined, 0];
  setInterval(() => {
    const now = Atomics.load(shared, 0);
    if (now !== seed) [seed, since] = [now, Date.now()];
    else if (now !== -1n && Date.now() - since > patience) {
      require("node:fs").writeSync(2, "seed " + now + " has not ended within " + patience / 1000 + " s\\n");
      process.kill(process.pid, "SIGKILL");
    }
  }, 1000);
`;

/**
 * Ends this process, naming the seed, when an attempt does not end.
 * @returns {(seed: number) => void} to be told each attempt's seed before it is made
 */
export function watchdog() {
  const shared = new BigInt64Array(new SharedArrayBuffer(8)).fill(-1n);
  new Worker(source, { eval: true, workerData: { shared, patience } }).unref();
  return (seed) => Atomics.store(shared, 0, BigInt(seed));
}
