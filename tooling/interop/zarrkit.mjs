import { createRegistry } from "@zarrkit/core";
import { plugins } from "../catalogue/plugins.mjs";

const all = plugins(new URL("package.json", import.meta.url));

/**
 * Options of `createArray` with plugin values in place of the calls that a cell names (see defaults.mjs).
 * @param {unknown} given
 * @returns {Promise<any>}
 */
export async function called(given) {
  if (Array.isArray(given)) return Promise.all(given.map(called));
  if (typeof given !== "object" || given === null) return given;
  const entries = Object.entries(given).map(async ([key, value]) => [key, await called(value)]);
  const object = Object.fromEntries(await Promise.all(entries));
  if (!("factory" in object)) return object;
  const found = all.find(({ factory }) => factory === object.factory);
  if (found === undefined) throw new Error(`No plugin of this repository is made by ${object.factory}().`);
  return (await import(found.from))[object.factory](object.options);
}

/** A registry that holds every plugin of this repository, so that the matrix meets each new one. */
export async function everyPlugin() {
  const made = all.map(async ({ from, factory }) => (await import(from))[factory]());
  return createRegistry(...(await Promise.all(made)));
}
