import type { SiteOptions, Visit } from "./site.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of `serveSites`, of another origin than any page of tests. */
    sites: string;
  }
}

/** A site on the server that runs beside the tests, for pages. */
export interface RemoteSite {
  /** Ends without a slash. */
  readonly url: string;
  /** Everything asked so far. */
  log(): Promise<readonly Visit[]>;
}

/** Makes a site of its own on the server of `serveSites`. */
export async function remoteSite(server: string, { values = [], ...options }: SiteOptions): Promise<RemoteSite> {
  const url = `${server}/${Math.random().toString(36).slice(2)}`;
  const base64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const order = { ...options, values: Array.from(values, ([key, bytes]) => [key, base64(bytes)]) };
  await fetch(url, { method: "POST", body: JSON.stringify(order) });
  return { url, log: async () => (await fetch(url)).json() as Promise<readonly Visit[]> };
}
