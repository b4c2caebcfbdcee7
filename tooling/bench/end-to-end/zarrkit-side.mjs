import * as zarr from "zarrkit";

/** @param {import("./side.mjs").Selection} selection */
const selectionOf = (selection) =>
  selection.map((entry) =>
    entry === null || typeof entry === "number" ? entry : zarr.slice(entry[0], entry[1], entry[2]),
  );

/** @type {import("./side.mjs").Side} */
export const zarrkitSide = {
  async read(place, selection) {
    const array = await zarr.openArray(place);
    return (await array.get(selectionOf(selection))).data;
  },
  async readSeveral(place, selections) {
    const array = await zarr.openArray(place);
    return Promise.all(selections.map(async (selection) => (await array.get(selectionOf(selection))).data));
  },
  async openAll(place) {
    const group = await zarr.openGroup(place);
    const arrays = await Promise.all((await group.keys()).map((key) => group.openArray(key)));
    return arrays.map(({ shape }) => Number(shape[0]));
  },
  async create(place, { shape, chunks, codec }) {
    const array = await zarr.createArray(place, { shape, chunks, dataType: "float32", codecs: codec ? [codec] : [] });
    return { set: (selection, values) => array.set(selection ? selectionOf(selection) : null, values) };
  },
};
