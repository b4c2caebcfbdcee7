import type { Bytes, CallOptions, Key, Store } from "@zarrkit/plugin-api";
import { memoryStore } from "../../src/store/memory.js";

/** A store over a map that writes down every call: "get zarr.json". */
export function recordingStore(map: Map<Key, Bytes> = new Map()) {
  const calls: string[] = [];
  const store: Record<string, unknown> = { ...memoryStore(map) };
  for (const [name, method] of Object.entries(store)) {
    if (typeof method !== "function") continue;
    store[name] = (...call: unknown[]) => {
      calls.push(`${name} ${String(call[0])}`);
      return (method as (...call: unknown[]) => unknown)(...call);
    };
  }
  return { store: store as unknown as ReturnType<typeof memoryStore>, calls, map };
}

/** A store that can only be read, and answers what a function says. */
export function readOnlyStore(get: (key: Key, options?: CallOptions) => Promise<Bytes | undefined>): Store {
  return { get };
}

/** The same bytes as a view at an odd offset of a larger buffer. */
export function oddView(bytes: Bytes): Bytes {
  const frame = new Uint8Array(bytes.length + 16).fill(0xa5);
  frame.set(bytes, 7);
  return frame.subarray(7, 7 + bytes.length);
}
