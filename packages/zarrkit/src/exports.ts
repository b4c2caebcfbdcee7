export type {
  ArrayMetadata,
  Attributes,
  ContainerOf,
  CreateArrayOptions,
  CreateOptions,
  DataTypeName,
  DataTypes,
  GetOptions,
  OpenArrayOptions,
  OpenOptions,
  Progress,
  Registry,
  ScalarOf,
  Selection,
  SetOptions,
  Slice,
  Source,
  Value,
} from "@zarrkit/core";
export { bytes, createRegistry, NdArray, registry, slice, transpose } from "@zarrkit/core";
export { isZarrError, ZarrError } from "@zarrkit/plugin-api";
export { ZarrArray } from "./zarr-array.js";
export { ZarrGroup } from "./zarr-group.js";
