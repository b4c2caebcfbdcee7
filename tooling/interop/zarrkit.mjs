import { createRegistry } from "@zarrkit/core";
import { plugins } from "../catalogue/plugins.mjs";

/** A registry that holds every plugin of this repository, so that the matrix meets each new one. */
export async function everyPlugin() {
  const made = plugins(new URL("package.json", import.meta.url)).map(async ({ from, factory }) =>
    (await import(from))[factory](),
  );
  return createRegistry(...(await Promise.all(made)));
}
