/** Lets reads run side by side, and each write alone, in the order of the calls. */
export class Gate {
  #last: Promise<unknown> = Promise.resolve();
  #reads = new Set<Promise<unknown>>();

  /** With other shared tasks, after all that were to run alone. */
  async shared<T>(task: () => Promise<T>): Promise<T> {
    const running = this.#last.then(task);
    const settled: Promise<unknown> = running.catch(() => {}).finally(() => this.#reads.delete(settled));
    this.#reads.add(settled);
    return running;
  }

  /** After everything that was asked for before. */
  async alone<T>(task: () => Promise<T>): Promise<T> {
    const before = [this.#last, ...this.#reads];
    const running = Promise.all(before).then(task);
    this.#last = running.catch(() => {});
    return running;
  }
}
