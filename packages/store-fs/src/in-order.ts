const last = new Map<string, Promise<unknown>>();

/** Runs the tasks of one path one after another, so that a blind write never falls between another's check and its write. */
export async function inOrder<T>(path: string, task: () => Promise<T>): Promise<T> {
  const result = (last.get(path) ?? Promise.resolve()).then(task);
  const settled = result.catch(() => {});
  last.set(path, settled);
  try {
    return await result;
  } finally {
    if (last.get(path) === settled) last.delete(path);
  }
}
