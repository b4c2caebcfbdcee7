import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { opfs } from "@zarrkit/store-opfs";

const registry = createRegistry(opfs());
const url = "opfs://experiment/a"; // a folder, made when it is written to
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
