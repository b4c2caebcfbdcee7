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
  next ??= new Promise<void>(inNextTurn).then(() => {
    begin = performance.now();
    next = undefined;
  });
  return next;
}

function inNextTurn(go: () => void): void {
  // Browsers hold timers up for four milliseconds; some runtimes at the edge of networks have nothing else.
  if (typeof MessageChannel === "undefined") return void setTimeout(go);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    go();
  };
  port2.postMessage(0);
}
