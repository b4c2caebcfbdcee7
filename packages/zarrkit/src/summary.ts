import type * as core from "@zarrkit/core";

/** Where Node's console asks an object how it wants to be shown. */
export const inspected = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

/** What an array's document says, as plain data: for logs and `JSON.stringify`. */
export function summaryOfArray(array: core.ZarrArray) {
  const { kind, path, format, shape, chunks, shards, dimensionNames, dataType, fillValue, codecs, attributes } = array;
  const { name, configuration } = dataType;
  return {
    ...{ kind, path, format, shape, chunks, ...(shards && { shards }), ...(dimensionNames && { dimensionNames }) },
    ...{ dataType: configuration ? { name, configuration } : name, fillValue, codecs, attributes },
  };
}

export function summaryOfGroup({ kind, path, format, consolidated, attributes }: core.ZarrGroup) {
  return { kind, path, format, consolidated, attributes };
}
