export { type CacheOptions, cache } from "./cache.js";
export { type Overlaid, type OverlayOptions, overlay } from "./overlay.js";
export { type Persistent, type PersistentCacheOptions, persistentCache, type Usage } from "./persistent-cache.js";
export { prefix } from "./prefix.js";
export { type ReadOnly, readOnly } from "./read-only.js";
export { type RetryOptions, retry } from "./retry.js";
export { type Totals, type TracedCall, type TraceOptions, trace } from "./trace.js";
