import { inherit, type Store, ZarrError } from "@zarrkit/plugin-api";

/** A store whose every other read, listing or unconditional write fails and may be repeated. */
export function flaky(inner: Store, fields: Record<string, unknown> = {}): Store & { calls: number } {
  const layer = { ...inherit<Store>(inner), calls: 0 } as Store & { calls: number };
  for (const [name, method] of Object.entries(layer)) {
    if (typeof method !== "function" || /Sync$|^flush$|^close$/.test(name)) continue;
    const fails = (args: unknown[]) => {
      const conditional = args.some((arg) => (arg as { onlyIf?: unknown } | undefined)?.onlyIf);
      if (conditional || layer.calls++ % 2 === 1) return;
      throw new ZarrError("store-failed", "Busy: try again.", { retryable: true, fields });
    };
    const replacement = name.startsWith("list")
      ? async function* (...args: unknown[]) {
          fails(args);
          yield* method(...args);
        }
      : async (...args: unknown[]) => {
          fails(args);
          return method(...args);
        };
    Object.assign(layer, { [name]: replacement });
  }
  return layer;
}
