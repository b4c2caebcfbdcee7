import FileSystemStore from "@zarrita/storage/fs";
import * as zarr from "zarrita";

/** @param {import("./side.mjs").Selection} selection */
const selectionOf = (selection) =>
  selection.map((entry) =>
    entry === null || typeof entry === "number" ? entry : zarr.slice(entry[0], entry[1], entry[2]),
  );

const storeOf = (place) => (place.startsWith("http") ? new zarr.FetchStore(place) : new FileSystemStore(place));

const strides = (shape) =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));

/** The elements; where all axes are dropped zarrita answers the one itself. */
async function elements(array, selection) {
  const result = await zarr.get(array, selectionOf(selection));
  return typeof result === "number" ? [result] : /** @type {ArrayLike<unknown>} */ (result.data);
}

const openArray = (place) => zarr.open(storeOf(place), { kind: "array" });

/** @type {import("./side.mjs").Side} */
export const zarritaSide = {
  async read(place, selection) {
    return elements(await openArray(place), selection);
  },
  async readSeveral(place, selections) {
    const array = await openArray(place);
    return Promise.all(selections.map((selection) => elements(array, selection)));
  },
  async openAll(place) {
    const store = await zarr.withConsolidatedMetadata(storeOf(place));
    const group = await zarr.open(store, { kind: "group" });
    const names = store.contents().filter(({ kind }) => kind === "array");
    const arrays = await Promise.all(names.map(({ path }) => zarr.open(group.resolve(path), { kind: "array" })));
    return arrays.map(({ shape }) => Number(shape[0]));
  },
  async create(place, { shape, chunks, codec }) {
    const codecs = [{ name: "bytes", configuration: { endian: "little" } }, ...(codec ? [codec] : [])];
    const options = /** @type {any} */ ({ shape, chunkShape: chunks, dtype: "float32", codecs });
    const array = /** @type {any} */ (await zarr.create(new FileSystemStore(place), options));
    return {
      set: (selection, values) => {
        const lengths = selection?.map(([start, stop]) => stop - start) ?? shape;
        const part = selection ? selectionOf(selection) : null;
        return zarr.set(array, part, /** @type {any} */ ({ data: values, shape: lengths, stride: strides(lengths) }));
      },
    };
  },
};
