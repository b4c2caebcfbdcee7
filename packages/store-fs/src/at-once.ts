/** Bytes up to which a read may be done at once. */
const short = 2 ** 17;
/** Milliseconds that nothing takes which the system has in memory. */
const quick = 1;
/** Milliseconds for which threads take over after something took longer. */
const pause = 100;
/** Milliseconds after which others get their turn of the event loop. */
const turn = 4;

let threadsUntil = 0;
let turnEnd: number | undefined;

/**
 * Whether to open a file, or to read so many bytes of one, synchronously. What the system has in memory is there in less
 * time than it takes to hand the call to a thread and to hear of it. A call that takes longer went to a disk or a network:
 * then threads do them for a while, so that little waits for slow ones. Threads do them too when the turn has been long.
 */
export function isAtOnce(length = 0): boolean {
  const now = performance.now();
  if (length > short || now < threadsUntil) return false;
  if (turnEnd === undefined) {
    turnEnd = now + turn;
    setImmediate(() => {
      turnEnd = undefined;
    });
  }
  return now < turnEnd;
}

/** Does a call that `isAtOnce` allowed, and takes its time. */
export function atOnce<T>(call: () => T): T {
  const start = performance.now();
  try {
    return call();
  } finally {
    const end = performance.now();
    if (end - start > quick) threadsUntil = end + pause;
  }
}
