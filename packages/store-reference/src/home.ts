import { keySegments, type Store, ZarrError } from "@zarrkit/plugin-api";
import { withoutSecrets } from "./allowed.js";

/**
 * Where a document lies, and so where its relative targets are: beside it. The path "" stands for a directory that is the
 * whole store; beside it is outside.
 */
export class Home {
  /** Names of the folder around the document, within the store. */
  readonly #folder: readonly string[];
  /** URL of the store, where it has a plain one. */
  readonly #root: string | undefined;

  constructor(
    readonly store: Store,
    readonly path: string,
  ) {
    this.#folder = path === "" ? [] : keySegments(path).slice(0, -1);
    const location = store.traits?.location;
    this.#root = location !== undefined && /^[^?#|]*\/$/.test(location) ? location : undefined;
  }

  /** URL of the folder around the document; `undefined` when the store has none. */
  get url(): string | undefined {
    return (
      this.#root && new URL(`${this.path === "" ? "../" : ""}${this.#folder.map(encoded).join("")}`, this.#root).href
    );
  }

  /** URL of the document itself, where its names are spelt alike in every kind of URL. */
  get address(): string | undefined {
    const plain = this.path.split("/").every((name) => encodeURIComponent(name) === name);
    return plain && this.#root ? this.#root + this.path : undefined;
  }

  /** Where a target is: in the document's own store, or at a URL. */
  locate(target: string): { readonly key: string } | { readonly url: string } {
    // Paths as Python writes them: absolute ones, those of Windows too. Names in them are plain, so they are encoded.
    if (/^(\/|[a-z]:[\\/])/i.test(target)) return { url: fileUrl(target) };
    // fsspec's name for the scheme of Google's buckets.
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return { url: target.replace(/^gcs:/i, "gs:") };
    const names = [...this.#folder];
    let climbed = this.path === "" ? 1 : 0;
    let outside = climbed;
    for (const name of target.split("/")) {
      if (name === "..") {
        if (names.length <= this.#folder.length) climbed++;
        if (names.pop() === undefined) outside++;
      } else if (name !== ".") names.push(name);
    }
    // What lies beside the document is its own; further away the list of places decides, where places have names.
    if (outside === 0 && (climbed === 0 || !this.#root)) return { key: keySegments(names.join("/")).join("/") };
    if (this.#root) {
      const last = encodeURIComponent(names.pop() ?? "");
      return { url: new URL("../".repeat(outside) + names.map(encoded).join("") + last, this.#root).href };
    }
    const shown = withoutSecrets(target);
    const message = `A reference points to ${shown}, outside of the store that its document lies in, which has no address. Write such targets as URLs.`;
    throw new ZarrError("access-denied", message, { fields: { url: shown } });
  }
}

const encoded = (name: string) => `${encodeURIComponent(name)}/`;

function fileUrl(path: string): string {
  const names = path.replaceAll("\\", "/").replace(/^\//, "").split("/");
  return `file:///${names.map((name, i) => (i === 0 && /^[a-z]:$/i.test(name) ? name : encodeURIComponent(name))).join("/")}`;
}
