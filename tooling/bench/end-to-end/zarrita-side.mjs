import FileSystemStore from "@zarrita/storage/fs";
import * as zarr from "zarrita";

const entry = (one) => (Array.isArray(one) ? zarr.slice(...one) : one);
const storeOf = (place) => (place.startsWith("http") ? new zarr.FetchStore(place) : new FileSystemStore(place));
const strides = (shape) =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));

/** @type {import("./side.mjs").Side} */
export const zarritaSide = {
  async read(place, selection) {
    const array = await zarr.open(storeOf(place), { kind: "array" });
    const result = await zarr.get(array, selection.map(entry));
    return result.data ?? Uint16Array.of(result);
  },
  async readSeveral(place, selections) {
    const array = await zarr.open(storeOf(place), { kind: "array" });
    return Promise.all(
      selections.map(async (selection) => {
        const result = await zarr.get(array, selection.map(entry));
        return result.data ?? Uint16Array.of(result);
      }),
    );
  },
  async openAll(place) {
    const store = await zarr.withConsolidatedMetadata(storeOf(place));
    const group = await zarr.open(store, { kind: "group" });
    const names = store.contents().filter(({ kind }) => kind === "array");
    const arrays = await Promise.all(names.map(({ path }) => zarr.open(group.resolve(path), { kind: "array" })));
    return arrays.map(({ shape }) => shape[0]);
  },
  async create(place, { shape, chunks, dataType, codec }) {
    const codecs = [{ name: "bytes", configuration: { endian: "little" } }, ...(codec ? [codec] : [])];
    const array = await zarr.create(new FileSystemStore(place), { shape, chunkShape: chunks, dtype: dataType, codecs });
    return {
      set: (selection, values) => {
        const lengths = selection?.map(([start, stop]) => stop - start) ?? shape;
        return zarr.set(array, selection?.map(entry) ?? null, {
          data: values,
          shape: lengths,
          stride: strides(lengths),
        });
      },
    };
  },
};
