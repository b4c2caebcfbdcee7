import { type Bytes, isObject, type Origin } from "@zarrkit/plugin-api";
import { joined } from "../bytes/joined.js";
import { NdArray } from "../shape/nd-array.js";
import { allocateView } from "../shape/view.js";
import { badFill, badValue } from "./refuse.js";
import type { StructField } from "./struct-fields.js";

/** Elements of a struct as JavaScript values and as JSON; a field that is a small array stands as nested arrays. */

/** The little-endian bytes of an object with exactly these fields; `invalid-argument` otherwise. */
export function elementBytes(fields: readonly StructField[], value: unknown): Bytes {
  if (!hasFields(value, fields)) throw badValue(value, "struct", `an object of the fields ${namesOf(fields)}`);
  return joined(
    ...fields.flatMap(({ name, dataType, shape }) => {
      const refuse = () => badValue(value[name], "struct", `nested arrays of shape [${shape}] in field ${name}`);
      return leaves(value[name], shape, refuse).map((leaf) => dataType.fillFromScalar(leaf) as Bytes);
    }),
  );
}

export function elementScalar(fields: readonly StructField[], element: Bytes): Readonly<Record<string, unknown>> {
  return byName(fields, ({ dataType, shape, offset, size }) => {
    const view = allocateView(dataType, shape);
    dataType.load(element.subarray(offset, offset + size), "little", view);
    return new NdArray(dataType, view).toNested();
  });
}

/** A fill value as v3 spells it: an object with the fill value of every field. */
export function fillFromObject(fields: readonly StructField[], json: unknown, origin: Origin): Bytes {
  if (!hasFields(json, fields)) throw badFill(origin, json, `an object with the fill values of ${namesOf(fields)}`);
  return joined(
    ...fields.flatMap(({ name, dataType, shape }) => {
      const inner = { ...origin, name: dataType.name, path: `${origin.path}.${name}` };
      const refuse = () => badFill(inner, json[name], `nested lists of shape [${shape}]`);
      return leaves(json[name], shape, refuse).map((leaf) => dataType.fillFromJson(leaf, inner) as Bytes);
    }),
  );
}

export function fillToObject(fields: readonly StructField[], fill: Bytes): Readonly<Record<string, unknown>> {
  return byName(fields, ({ dataType, shape, offset }) => {
    const itemSize = dataType.itemSize!;
    let at = offset - itemSize;
    const nest = (axis: number): unknown => {
      if (axis < shape.length) return Array.from({ length: shape[axis]! }, () => nest(axis + 1));
      at += itemSize;
      return dataType.fillToJson(fill.subarray(at, at + itemSize), 3);
    };
    return nest(0);
  });
}

function hasFields(value: unknown, fields: readonly StructField[]): value is Record<string, unknown> {
  const fits = isObject(value) && Object.keys(value).length === fields.length;
  return fits && fields.every(({ name }) => Object.hasOwn(value, name));
}

/** Object.fromEntries makes own properties, whatever the names: "__proto__" is a name like any other. */
function byName(fields: readonly StructField[], valueOf: (field: StructField) => unknown): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
}

function namesOf(fields: readonly StructField[]): string {
  return fields.map(({ name }) => JSON.stringify(name)).join(", ");
}

/** What nested arrays of a shape hold, in C order. */
function leaves(value: unknown, shape: readonly number[], refuse: () => Error): unknown[] {
  const [length, ...rest] = shape;
  if (length === undefined) return [value];
  if (!Array.isArray(value) || value.length !== length) throw refuse();
  return value.flatMap((inner) => leaves(inner, rest, refuse));
}
