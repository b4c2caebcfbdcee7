/** Milliseconds after which others get their turn of the event loop: half a frame of a screen. */
const longest = 8;

let begin = 0;
let next: Promise<void> | undefined;

/**
 * Between two pieces of work: waits for the next turn of the event loop once this one has been long, so that pages stay
 * alive and aborts are heard while much is decoded of what needs no waiting for.
 */
export function takeTurns(): Promise<void> | undefined {
  if (performance.now() - begin < longest) return undefined;
  // No timer: browsers hold those up for four milliseconds.
  next ??= new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      begin = performance.now();
      next = undefined;
      resolve();
    };
    port2.postMessage(0);
  });
  return next;
}
