import { type CallOptions, type OpenTools, type Place, ZarrError } from "@zarrkit/plugin-api";
import { checkPlugin, type Registry } from "./registry.js";

/**
 * `root-url ("|" adapter ":" path)*` → a path in a store. The scheme chooses the store; adapters are named, or chosen by
 * the ending of the root's path. A one-letter scheme is a Windows drive; without a scheme it is a path of the file system,
 * in a page one relative to the page.
 */
export async function resolveUrl(url: string, registry: Registry, options: CallOptions = {}): Promise<Place> {
  const tools: OpenTools = {
    signal: options.signal,
    resolve: (inner, innerOptions) => resolveUrl(inner, registry, innerOptions ?? options),
  };
  const [root = "", ...adapters] = url.split("|");
  const place = await openRoot(root, registry, tools);
  if (!registry.plugins().some((plugin) => plugin.kind === "adapter") && adapters.length === 0) return place;
  return (await import("./adapters.js")).openAdapters(place, url, registry, tools);
}

async function openRoot(given: string, registry: Registry, tools: OpenTools): Promise<Place> {
  if (given === "") throw new ZarrError("invalid-argument", "An empty URL names nothing: give a URL or a path.");
  const stores = registry.plugins().filter((plugin) => plugin.kind === "store");
  const find = (wanted: string) => stores.find((plugin) => plugin.schemes.includes(wanted));
  const isRelative = schemeOf(given) === "" && !find("") && typeof location === "object";
  const root = isRelative ? new URL(given, location.href).href : given;
  const scheme = schemeOf(root);
  const store = find(scheme);
  if (!store) throw await registry.missing("store", scheme, given);
  checkPlugin(store);
  return (await store.load()).open(root, tools);
}

function schemeOf(url: string): string {
  return /^([a-zA-Z][a-zA-Z0-9+.-]+):/.exec(url)?.[1]?.toLowerCase() ?? "";
}
