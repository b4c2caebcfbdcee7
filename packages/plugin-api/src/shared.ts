import { ZarrError } from "./error.js";
import type { AnyPlugin, SharedEntries } from "./plugin.js";

const key = /* @__PURE__ */ Symbol.for("zarrkit.registry");

/**
 * The shared registry's entries: data only, made on first use, so that importing does nothing and two copies of core in
 * one page see the same plugins.
 */
export function sharedEntries(): SharedEntries {
  const scope = globalThis as { [key]?: SharedEntries };
  scope[key] ??= { api: 1, plugins: [] };
  if (scope[key].api !== 1) {
    throw new ZarrError(
      "plugin-version",
      `The shared registry of this page has version ${scope[key].api}, this copy of zarrkit speaks 1: load copies of one major version only.`,
    );
  }
  return scope[key];
}

/** Adds plugins to the shared registry; a later entry wins. What the `register` entries of packages call. */
export function registerShared(...plugins: readonly AnyPlugin[]): void {
  sharedEntries().plugins.push(...plugins);
}
