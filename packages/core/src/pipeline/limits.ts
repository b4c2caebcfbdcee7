import type { Limits } from "@zarrkit/plugin-api";

/** Far above any sensible chunk (1 GiB) and shard (16 Mi inner chunks), far below what ends a process. */
export const defaultLimits: Limits = { decodedBytes: 2 ** 30, indexEntries: 2 ** 24 };
