import type { AdapterPlugin, CodecModule, CodecPlugin, Stage, StorePlugin } from "@zarrkit/plugin-api";

/** Plugins as small as they can be: each test gives only what it is about. */

export function codecPlugin<S extends Stage>(
  name: string,
  stage: S,
  bind: CodecModule<any, S>["bind"] = () => Promise.reject(new Error(`${name} is not to be bound`)),
  more: Partial<CodecPlugin<S>> & { readonly parse?: CodecModule["parse"] } = {},
): CodecPlugin<S> {
  const { parse = (configuration) => configuration ?? {}, ...rest } = more;
  return {
    kind: "codec",
    api: 1,
    name,
    stage,
    load: async () => ({ parse, toConfiguration: (configuration) => configuration, bind }),
    ...rest,
  };
}

/** A store that is opened by URL and answers for nothing. */
export function storePlugin(name: string, schemes: readonly string[]): StorePlugin & { readonly opened: string[] } {
  const opened: string[] = [];
  return {
    kind: "store",
    api: 1,
    name,
    schemes,
    opened,
    load: async () => ({
      async open(url) {
        opened.push(url);
        return { store: { get: async () => undefined }, path: url };
      },
    }),
  };
}

/** An adapter whose places have paths that tell what was asked of it. */
export function adapterPlugin(name: string, suffixes: readonly string[] = []): AdapterPlugin {
  return {
    kind: "adapter",
    api: 1,
    name,
    suffixes,
    load: async () => ({
      open: async (inner, path) => ({ store: inner.store, path: `${name}(${inner.path})${path}` }),
    }),
  };
}
