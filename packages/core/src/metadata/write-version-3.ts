import type { DataType, Extension, Fill } from "@zarrkit/plugin-api";
import { exact } from "../json/exact.js";
import type { Exact } from "../json/parse.js";
import type { Attributes, Document } from "./array-metadata.js";

export interface Description3 {
  readonly shape: readonly number[];
  readonly dataType: DataType;
  readonly chunkGrid: Extension;
  readonly keyEncoding: Extension;
  readonly fillValue: Fill;
  readonly codecs: readonly Extension[];
  readonly attributes: Attributes | undefined;
  readonly dimensionNames: readonly (string | null)[] | undefined;
}

/** zarr.json of an array. Names stand as objects without `must_understand`, which v3.0 readers take too. */
export function arrayDocument3(description: Description3): Document {
  const { shape, dataType, chunkGrid, keyEncoding, fillValue, codecs, attributes, dimensionNames } = description;
  const named = ({ name, configuration }: Extension) => ({ name, ...(configuration && { configuration }) });
  const document = exact({
    zarr_format: 3,
    node_type: "array",
    shape,
    data_type: dataType.configuration ? named(dataType as Extension) : dataType.name,
    chunk_grid: chunkGrid,
    chunk_key_encoding: keyEncoding,
    fill_value: null,
    codecs: codecs.map(named),
    attributes: attributes ?? {},
    dimension_names: dimensionNames,
  }) as { [key: string]: Exact };
  // Already exact: 1.0 of a float type stays apart from 1.
  document["fill_value"] = dataType.fillToJson(fillValue, 3) as Exact;
  return document;
}

export function groupDocument3(attributes: Attributes | undefined): Document {
  return exact({ zarr_format: 3, node_type: "group", attributes: attributes ?? {} }) as Document;
}
