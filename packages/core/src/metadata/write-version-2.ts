import type { DataType, Extension, Fill } from "@zarrkit/plugin-api";
import { exact } from "../json/exact.js";
import type { Exact } from "../json/parse.js";
import type { Attributes, Document } from "./array-metadata.js";

export interface Description2 {
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly dataType: DataType;
  /** NumPy's type string or list of fields. */
  readonly dtype: unknown;
  readonly fillValue: Fill;
  readonly order: "C" | "F";
  /** By v2 id, in encoding order. */
  readonly filters: readonly Extension[];
  readonly compressor: Extension | undefined;
  readonly separator: "/" | ".";
}

/** .zarray (zarr-specs v2, "Arrays"). */
export function arrayDocument2(description: Description2): Document {
  const { shape, chunks, dataType, dtype, fillValue, order, filters, compressor, separator } = description;
  const codec = ({ name, configuration }: Extension) => ({ id: name, ...configuration });
  const document = exact({
    zarr_format: 2,
    shape,
    chunks,
    dtype,
    compressor: compressor ? codec(compressor) : null,
    fill_value: null,
    order,
    filters: filters.length > 0 ? filters.map(codec) : null,
    dimension_separator: separator,
  }) as { [key: string]: Exact };
  if (fillValue !== undefined) document["fill_value"] = dataType.fillToJson(fillValue, 2) as Exact;
  return document;
}

/** .zattrs, with the names of the axes where xarray looks for them; `undefined` when there is nothing to say. */
export function attributesDocument2(
  attributes: Attributes | undefined,
  dimensionNames?: readonly (string | null)[],
): Document | undefined {
  const all = { ...attributes, ...(dimensionNames && { _ARRAY_DIMENSIONS: dimensionNames }) };
  return Object.keys(all).length === 0 ? undefined : (exact(all) as Document);
}

export function groupDocument2(): Document {
  return { zarr_format: 2n };
}
