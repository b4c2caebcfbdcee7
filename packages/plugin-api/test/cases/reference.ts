import {
  type AdapterPlugin,
  type Bytes,
  invalid,
  isObject,
  keySegments,
  type OpenTools,
  type Store,
} from "../../src/index.js";

/** `refs.json|reference:`: keys that are parts of values elsewhere, opened through the same registry. */
export function reference(): AdapterPlugin {
  return {
    kind: "adapter",
    api: 1,
    name: "reference",
    load: async () => ({
      async open({ store, path: key }, path, tools) {
        const text = new TextDecoder().decode(Uint8Array.from((await store.get(key)) ?? []));
        const refs: unknown = JSON.parse(text);
        if (!isObject(refs)) throw invalid(key, "expected an object of references");
        return { store: referenceStore(refs, key, tools), path };
      },
    }),
  };
}

function referenceStore(refs: Readonly<Record<string, unknown>>, document: string, tools: OpenTools): Store {
  return {
    traits: { immutable: true },
    async get(key, options): Promise<Bytes | undefined> {
      options?.signal?.throwIfAborted();
      keySegments(key);
      if (!Object.hasOwn(refs, key)) return undefined;
      const found = refs[key];
      if (typeof found === "string") return new TextEncoder().encode(found);
      const [url, offset, length] = Array.isArray(found) ? found : [];
      if (typeof url !== "string" || !Number.isInteger(offset) || !Number.isInteger(length)) {
        throw invalid(`${document}: ${key}`, "expected a string or [url, offset, length]");
      }
      const { store, path } = await tools.resolve(url, options);
      const part = store instanceof Map ? undefined : await store.getRange?.(path, { offset, length }, options);
      return part ?? (await store.get(path))?.subarray(offset, offset + length);
    },
  };
}
