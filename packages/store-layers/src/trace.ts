import { type Bytes, inherit, type Key, type Layered, type Store, type StoreMethods } from "@zarrkit/plugin-api";

/** One call of the store, when it is over. */
export interface TracedCall {
  readonly method: keyof StoreMethods;
  /** The key, or the prefix of a listing; "" for `flush` and `close`. */
  readonly key: Key;
  /** Bytes of values that were read or handed over to be written. */
  readonly bytes: number;
  /** Keys or children that a listing yielded. */
  readonly items: number;
  /** Milliseconds from the call to its end; of a listing also those that its reader took. */
  readonly time: number;
  readonly outcome: "done" | "missing" | "failed";
  readonly error?: unknown;
}

export interface Totals {
  readonly calls: number;
  readonly failed: number;
  readonly missing: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Milliseconds of all calls together, so more than went by where calls ran at once. */
  readonly time: number;
}

export interface TraceOptions {
  /** Told of each call at its end. What it throws is the caller's to see. */
  readonly onCall?: (call: TracedCall) => void;
}

/**
 * Tells what is asked of a store: each call through `onCall`, all of them in `totals`, which counts on while the store is
 * used. Over a network store one call may be several requests; a layer below that joins or caches makes them fewer.
 */
export function trace<S extends Store>(
  inner: S,
  { onCall }: TraceOptions = {},
): Layered<S> & { readonly totals: Totals } {
  const totals = { calls: 0, failed: 0, missing: 0, bytesRead: 0, bytesWritten: 0, time: 0 };

  function over(start: number, call: Omit<TracedCall, "time">): void {
    const time = performance.now() - start;
    totals.calls++;
    totals.time += time;
    if (call.outcome === "failed") totals.failed++;
    if (call.outcome === "missing") totals.missing++;
    totals[call.method === "set" ? "bytesWritten" : "bytesRead"] += call.bytes;
    onCall?.({ ...call, time });
  }

  const traced: Record<string, unknown> = { ...inherit<Store>(inner), totals };
  for (const [name, method] of Object.entries(traced)) {
    if (typeof method !== "function") continue;
    const about = (args: readonly unknown[]) => ({
      method: name as keyof StoreMethods,
      key: typeof args[0] === "string" ? args[0] : "",
      bytes: 0,
      items: 0,
    });

    if (name === "list" || name === "listChildren") {
      traced[name] = async function* (...args: unknown[]) {
        const start = performance.now();
        let items = 0;
        let failure: { outcome: "failed"; error: unknown } | undefined;
        try {
          for await (const item of method(...args)) {
            items++;
            yield item;
          }
        } catch (error) {
          failure = { outcome: "failed", error };
          throw error;
        } finally {
          over(start, { ...about(args), items, outcome: "done", ...failure });
        }
      };
      continue;
    }

    traced[name] = (...args: unknown[]) => {
      const start = performance.now();
      const written = name === "set" ? (args[1] as Bytes).length : undefined;
      const read = name.startsWith("get") || name === "size";
      const succeed = <T>(answer: T): T => {
        const outcome = read && answer === undefined ? "missing" : "done";
        over(start, { ...about(args), bytes: written ?? bytesOf(answer), outcome });
        return answer;
      };
      const fail = (error: unknown): never => {
        over(start, { ...about(args), outcome: "failed", error });
        throw error;
      };
      if (!name.endsWith("Sync")) return method(...args).then(succeed, fail);
      let answer: unknown;
      try {
        answer = method(...args);
      } catch (error) {
        fail(error);
      }
      return succeed(answer);
    };
  }
  return traced as Layered<S> & { readonly totals: Totals };
}

/** Bytes in an answer of any method: a value, pieces of one, or either with its version. */
function bytesOf(answer: unknown): number {
  if (answer instanceof Uint8Array) return answer.length;
  if (Array.isArray(answer)) return answer.reduce((sum: number, piece) => sum + bytesOf(piece), 0);
  const { bytes, pieces } = (answer ?? {}) as { bytes?: unknown; pieces?: unknown };
  return bytes || pieces ? bytesOf(bytes ?? pieces) : 0;
}
