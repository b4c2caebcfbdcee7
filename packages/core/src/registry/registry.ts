import { type AnyPlugin, type Lookup, type Plugin, sharedEntries, ZarrError } from "@zarrkit/plugin-api";
import { bytes } from "../codecs/bytes.js";
import { transpose } from "../codecs/transpose.js";
import { memory } from "../store/memory-plugin.js";

/** Holds plugins of every kind and finds them by name. */
export interface Registry extends Lookup {
  /** Adds plugins; a later entry wins over an earlier one of the same kind and name. */
  register(...plugins: readonly AnyPlugin[]): void;
  /** Every plugin that can be found here, newest first. */
  plugins(): readonly AnyPlugin[];
  /** The same as plain data: what to put into a bug report. */
  describe(): readonly (Pick<Plugin, "kind" | "name"> & { readonly aliases: readonly string[] })[];
}

/** An isolated registry: for libraries, tests and workers. Nothing outside it is looked up. */
export function createRegistry(...plugins: readonly AnyPlugin[]): Registry {
  const own: AnyPlugin[] = [];
  const result = registryOver(
    () => own,
    () => builtIn,
  );
  result.register(...plugins);
  return result;
}

/**
 * The shared registry, which `open` uses unless told otherwise. It holds what was registered in this page or process, by
 * whichever copy of this package.
 */
export const registry: Registry = /* @__PURE__ */ registryOver(
  () => sharedEntries().plugins,
  () => builtIn,
);

/** A registry that looks in another first, and then among plugins of its own: how a preset yields to the user's choice. */
export function withFallback(first: Registry, ...fallback: readonly AnyPlugin[]): Registry {
  const result = registryOver(
    () => [],
    () => [...first.plugins(), ...fallback],
  );
  return { ...result, register: first.register };
}

/** A registry that looks among these plugins first, and then in another. */
export function withPlugins(fallback: Registry, ...plugins: readonly AnyPlugin[]): Registry {
  const own: AnyPlugin[] = [...plugins];
  return registryOver(
    () => own,
    () => fallback.plugins(),
  );
}

function registryOver(own: () => AnyPlugin[], fallback: () => readonly AnyPlugin[]): Registry {
  const plugins = () => [...[...own()].reverse(), ...fallback()];
  const find: Registry["find"] = (kind, name) => {
    const found = plugins().find(
      (plugin) => plugin.kind === kind && (plugin.name === name || plugin.aliases?.includes(name)),
    );
    return found && (checkPlugin(found) as never);
  };
  return {
    plugins,
    find,
    describe: () => plugins().map(({ kind, name, aliases = [] }) => ({ kind, name, aliases })),
    // Loaded only to make an error, so that no bundle's entry carries its words and the catalogue.
    missing: async (kind, name, path) => (await import("./missing.js")).missingPlugin(kind, name, path, plugins()),
    register(...added) {
      added.forEach(checkPlugin);
      own().push(...added);
    },
  };
}

/** What no array can do without, and the store that needs no package. */
const builtIn: readonly AnyPlugin[] = /* @__PURE__ */ (() => [bytes(), transpose(), memory()])();

/** The plugin itself, unless it is none or written for another version: packages can reach the shared registry past `register`. */
export function checkPlugin(plugin: AnyPlugin): AnyPlugin {
  if (typeof plugin?.kind !== "string" || typeof plugin.load !== "function") {
    throw new ZarrError(
      "invalid-argument",
      `register() takes plugins such as zstd(), found ${String(plugin)}. Was the function not called?`,
    );
  }
  if (plugin.api !== 1) {
    throw new ZarrError(
      "plugin-version",
      `Plugin "${(plugin as Plugin).name}" needs version ${(plugin as Plugin).api} of the plugin interface, this core has 1: install versions that match.`,
    );
  }
  return plugin;
}
