/** One thing that must hold. The caller hands name and run to its test runner: `for (const c of cases) it(c.name, c.run)`. */
export interface Case {
  /** A sentence; of a skipped case it ends in the reason. */
  readonly name: string;
  /** The written reason why this case does not run here. */
  readonly skip?: string;
  /**
   * Fulfils when it holds, rejects with what does not. A skipped case calls `context.skip(reason)` where the runner
   * passes a context that has it (vitest, node:test), and else does nothing.
   */
  readonly run: (...context: readonly unknown[]) => Promise<void>;
}

/** Case name → the reason why it cannot hold here. */
export type Skips = Readonly<Record<string, string>>;

/** A case before skips are applied. */
export interface Draft {
  readonly name: string;
  readonly skip?: string | undefined;
  run(): Promise<void>;
}

/** Applies the caller's skips; a skip that names no case is an error, so that none outlives its cause. */
export function toCases(drafts: readonly Draft[], skips: Skips = {}): readonly Case[] {
  const names = new Set(drafts.map((draft) => draft.name));
  if (names.size < drafts.length) throw new Error("Two cases bear one name: give the samples names of their own.");
  for (const [name, reason] of Object.entries(skips)) {
    if (!names.has(name)) throw new Error(`Skip of "${name}": no case here bears this name. Remove the skip.`);
    if (reason.trim() === "") throw new Error(`Skip of "${name}": write down the reason.`);
  }
  return drafts.map((draft) => {
    const reason = skips[draft.name] ?? draft.skip;
    if (reason === undefined) return { name: draft.name, run: () => draft.run() };
    return {
      name: `${draft.name} (skipped: ${reason})`,
      skip: reason,
      run: async (...context) => {
        const runner = context[0] as { skip?: (reason: string) => void } | undefined;
        if (typeof runner?.skip === "function") runner.skip(reason);
      },
    };
  });
}
