import * as zarr from "zarrkit";

/** A neutral selection in zarrkit's words. */
const entry = (one) => (Array.isArray(one) ? zarr.slice(...one) : one);

/** @type {import("./side.mjs").Side} */
export const zarrkitSide = {
  async read(place, selection) {
    const array = await zarr.openArray(place);
    return (await array.get(selection.map(entry))).data;
  },
  async readSeveral(place, selections) {
    const array = await zarr.openArray(place);
    return Promise.all(selections.map(async (selection) => (await array.get(selection.map(entry))).data));
  },
  async openAll(place) {
    const group = await zarr.openGroup(place);
    const arrays = await Promise.all((await group.keys()).map((key) => group.openArray(key)));
    return arrays.map(({ shape }) => shape[0]);
  },
  async create(place, { shape, chunks, dataType, codec }) {
    const array = await zarr.createArray(place, { shape, chunks, dataType, codecs: codec ? [codec] : [] });
    return { set: (selection, values) => array.set(selection?.map(entry) ?? null, values) };
  },
};
