/** What a page needs to show an uncompressed array that lies on a server, and nothing more. */
export const reading = `
  import { createRegistry, get, openArray } from "@zarrkit/core";
  import { http } from "@zarrkit/store-http";
  const registry = createRegistry(http());
  openArray(location.hash, { registry }).then((array) => get(array, [0])).then(console.log);
`;

/** The same page with one more plugin. */
export function readingWith({ from, factory }) {
  const names = `import { ${factory} as extra } from "${from}";`;
  return names + reading.replace("createRegistry(http())", "createRegistry(http(), extra())");
}
