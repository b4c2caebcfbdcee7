import type { AdapterPlugin, OpenTools, Place } from "@zarrkit/plugin-api";
import type { Registry } from "./registry.js";

/** Opens what lies inside the root's place: the adapters that the URL names, else the one for the root's ending. */
export async function openAdapters(root: Place, url: string, registry: Registry, tools: OpenTools): Promise<Place> {
  const [rootUrl = "", ...parts] = url.split("|");
  const ending = parts.length === 0 ? adapterFor(rootUrl, registry) : undefined;
  if (ending) return (await ending.load()).open(root, "", tools);
  let place = root;
  for (const part of parts) {
    const colon = part.indexOf(":");
    const [name, path] = colon < 0 ? [part, ""] : [part.slice(0, colon), part.slice(colon + 1)];
    const adapter = registry.find("adapter", name);
    if (!adapter) throw await registry.missing("adapter", name, url);
    place = await (await adapter.load()).open(place, path, tools);
  }
  return place;
}

function adapterFor(root: string, registry: Registry): AdapterPlugin | undefined {
  const path = root.replace(/[?#].*$/, "").replace(/\/$/, "");
  const adapters = registry.plugins().filter((plugin) => plugin.kind === "adapter");
  return adapters.find((adapter) => adapter.suffixes?.some((suffix) => path.endsWith(suffix)));
}
