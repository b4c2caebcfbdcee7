import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { indexeddb } from "@zarrkit/store-indexeddb";

const registry = createRegistry(indexeddb());
const url = "indexeddb://lab/experiment/a"; // the database "lab", and a path in it
const array = await createArray(url, {
  registry,
  overwrite: true,
  shape: [100, 200],
  chunks: [50, 50],
  dataType: "float32",
});
await set(array, [0], 1.5);
const row = await get(await openArray(url, { registry }), [0]);
console.log(row.shape); // [200]
