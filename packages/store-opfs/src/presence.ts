import { ZarrError } from "@zarrkit/plugin-api";

/** `unsupported` where a browser's parts are missing that this store is made of: on Node, and on pages served by plain http. */
export function requireFileSystem(): void {
  const { storage, locks } = globalThis.navigator ?? {};
  if (storage?.getDirectory !== undefined && locks !== undefined) return;
  throw new ZarrError(
    "unsupported",
    "There is no origin private file system here: browsers have it on pages served by https or from localhost; on Node use a path, which @zarrkit/store-fs opens.",
  );
}
