import { type Bytes, type DataType, invalid, type Origin, parseObject } from "@zarrkit/plugin-api";
import { fromBase64, toBase64 } from "../bytes/base64.js";
import { largestItem, plainLayout } from "./numeric.js";
import { badFill } from "./refuse.js";
import type { Resolve } from "./resolve.js";
import { inCanonicalOrder, runsOf } from "./struct-byte-order.js";
import { parseFields, type StructField } from "./struct-fields.js";
import { elementBytes, elementScalar, fillFromObject, fillToObject } from "./struct-values.js";

/** A data type of named fields. */
export interface StructType extends DataType<"struct", Uint8Array, Readonly<Record<string, unknown>>> {
  readonly fields: readonly StructField[];
}

/**
 * struct `{ fields }` (zarr-extensions), the legacy `structured`, and the field lists of v2: elements of named fields, packed
 * in their order. Container: Uint8Array, `itemSize` entries an element, every field little-endian whatever the order it is
 * stored in; `field` answers one field as an array of its own. Scalars are objects by field name.
 */
export async function parse(
  name: string,
  configuration: unknown,
  origin: Origin,
  resolve: Resolve,
): Promise<DataType | undefined> {
  if (name !== "struct" && name !== "structured") return undefined;
  const path = `${origin.path}.configuration`;
  const { fields: json } = parseObject(configuration, path, ["fields"]);
  const fields = await parseFields(json, origin.format === 2 ? origin.path : `${path}.fields`, origin, resolve);
  const size = fields.reduce((sum, field) => sum + field.size, 0);
  if (size > largestItem) throw invalid(origin.path, `an element of ${size} bytes is taken for a mistake`);
  return structType(fields, size, name === "structured") as unknown as DataType;
}

function structType(fields: readonly StructField[], itemSize: number, isLegacy: boolean): StructType {
  const layout = plainLayout<Uint8Array>(Uint8Array, itemSize);
  const runs = runsOf(fields);
  const bigRuns = runs.filter((run) => run.byteOrder === "big");
  /** Between a fill value and the bytes that v2 writes for it, in the orders that its fields declare. */
  const asDeclared = (bytes: Bytes) => inCanonicalOrder(bytes, bigRuns, itemSize, "big");
  // Documents of the legacy name may say nothing of the byte order, and mean little-endian.
  const isOrderMoot = isLegacy || runs.length === 0;

  return {
    name: "struct",
    configuration: { fields: fields.map(declarationOf) },
    fields,
    itemSize,
    lanes: itemSize,
    ...(isOrderMoot && { swapSize: 1 }),
    allocate: layout.allocate,
    load: (source, byteOrder, destination) =>
      layout.load(inCanonicalOrder(source, runs, itemSize, byteOrder), "little", destination),
    store(source, byteOrder, destination) {
      layout.store(source, "little", destination);
      destination.set(inCanonicalOrder(destination, runs, itemSize, byteOrder));
    },
    fillFromJson(json, origin) {
      const isText = (origin.format === 2 || isLegacy) && typeof json === "string";
      if (origin.format === 3 && !isText) return fillFromObject(fields, json, origin);
      // v2 writers leave the 0 of np.zeros where all fields are 0.
      if (json === 0n || json === "") return new Uint8Array(itemSize);
      const bytes = isText ? fromBase64(json) : undefined;
      if (bytes?.length === itemSize) return asDeclared(bytes);
      throw badFill(origin, json, `base64 of ${itemSize} bytes`);
    },
    fillToJson: (fill, format) =>
      format === 3 ? fillToObject(fields, fill as Bytes) : toBase64(asDeclared(fill as Bytes)),
    fillFromScalar: (value) => elementBytes(fields, value),
    scalar: (data, index) => elementScalar(fields, data.subarray(index, index + itemSize)),
    setScalar: (data, index, value) => data.set(elementBytes(fields, value), index),
  };
}

/** The field as a v3 document declares it. Only v2 knows shapes. */
function declarationOf({ name, dataType, shape }: StructField): Readonly<Record<string, unknown>> {
  const { configuration } = dataType;
  const type = configuration ? { name: dataType.name, configuration } : dataType.name;
  return { name, data_type: type, ...(shape.length > 0 && { shape }) };
}
