import type { ChunkKeyEncoding, DataType, Extension, Fill } from "@zarrkit/plugin-api";
import type { Exact } from "../json/parse.js";
import { exact } from "../json/plain.js";
import type { Attributes, Document } from "./array-metadata.js";

export interface Description {
  readonly shape: readonly number[];
  readonly dataType: DataType;
  readonly chunks: readonly number[];
  readonly keyEncoding: ChunkKeyEncoding;
  readonly fillValue: Fill;
  readonly codecs: readonly Extension[];
  readonly attributes: Attributes | undefined;
  readonly dimensionNames: readonly (string | null)[] | undefined;
}

/** zarr.json of an array. Names stand as objects without `must_understand`, which v3.0 readers take too. */
export function arrayDocument3(description: Description): Document {
  const { shape, dataType, chunks, keyEncoding, fillValue, codecs, attributes, dimensionNames } = description;
  const named = ({ name, configuration }: Extension) => ({ name, ...(configuration && { configuration }) });
  const document = exact({
    zarr_format: 3,
    node_type: "array",
    shape,
    data_type: dataType.configuration ? named(dataType) : dataType.name,
    chunk_grid: { name: "regular", configuration: { chunk_shape: chunks } },
    chunk_key_encoding: named(keyEncoding),
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
