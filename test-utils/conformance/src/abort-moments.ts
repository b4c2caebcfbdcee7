/** When to abort after a call was made: at once, after what is already queued, and while something is waited for. */
export const abortMoments: readonly ((abort: () => void) => void)[] = [
  (abort) => abort(),
  (abort) => queueMicrotask(abort),
  (abort) => void setTimeout(abort, 0),
  (abort) => void setTimeout(abort, 2),
];
