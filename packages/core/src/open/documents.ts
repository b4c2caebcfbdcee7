import { type CallOptions, ZarrError } from "@zarrkit/plugin-api";
import { type Exact, parseJson } from "../json/parse.js";
import type { Consolidated } from "../metadata/consolidated.js";
import { schedulerOf } from "../schedule/scheduler.js";
import { joinKey } from "../store/path.js";
import type { Located } from "./source.js";

/** Reads the documents of one node: from the consolidated ones where they cover it, else from the store. */
export class Documents {
  readonly #located: Located;
  readonly #options: CallOptions;

  constructor(located: Located, options: CallOptions) {
    this.#located = located;
    this.#options = options;
  }

  /** True when they came with those of a group above. */
  get areConsolidated(): boolean {
    const { path, consolidated } = this.#located;
    return consolidated !== undefined && covers(consolidated, path);
  }

  /** The document's content; `undefined` when there is none. */
  async read(name: string): Promise<Exact | undefined> {
    const { store, path, consolidated } = this.#located;
    const { signal, priority } = this.#options;
    const key = joinKey(path, name);
    if (this.areConsolidated) return consolidated!.documents.get(key);
    const bytes = await schedulerOf(store).run(() => store.get(key, { signal, priority }), priority, signal);
    return bytes && parseJson(textOf(bytes, key), key);
  }
}

function covers({ root }: Consolidated, path: string): boolean {
  return path !== root && (root === "" || path.startsWith(`${root}/`));
}

function textOf(bytes: Uint8Array, key: string): string {
  try {
    // TextDecoder refuses shared memory in some engines.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.slice());
  } catch (cause) {
    throw new ZarrError("invalid-metadata", `${key} is not UTF-8 text: it cannot be a metadata document.`, {
      fields: { key },
      cause,
    });
  }
}
