import type { ZarrError } from "./error.js";
import type { AnyPlugin } from "./plugin.js";

/** What resolves names of documents and URLs to plugins: a registry, seen from below. */
export interface Lookup {
  /** The newest entry of that kind with that name or alias. */
  find<K extends AnyPlugin["kind"]>(kind: K, name: string): Extract<AnyPlugin, { readonly kind: K }> | undefined;
  /** The error for a name that nothing answers to: what is needed, where, which package to install, the line to add. */
  missing(kind: AnyPlugin["kind"], name: string, path: string): Promise<ZarrError>;
}
