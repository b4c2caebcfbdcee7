import type { Limits, Lookup, Tools } from "@zarrkit/plugin-api";
import { defaultLimits } from "./limits.js";
import { toolsFor } from "./tools.js";

/** The tools that core hands to `bind`, for binding a codec without an array: in tests of plugins, for one. */
export function codecTools(lookup: Lookup, limits: Partial<Limits> = {}): Tools {
  return toolsFor({ lookup, limits: { ...defaultLimits, ...limits } });
}
