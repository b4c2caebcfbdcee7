import {
  type DataType,
  invalid,
  isObject,
  type Origin,
  parseObject,
  show,
  type Tools,
  ZarrError,
} from "@zarrkit/plugin-api";

/** A data type whose elements may be missing. */
export interface OptionalType extends DataType<"zarrs.optional", unknown[], unknown> {
  readonly inner: DataType;
  /** A missing element is `null`; one that is there is what this makes of the inner type's scalar. */
  wrap(scalar: unknown): unknown;
  /** The reverse, for elements that are there; throws `invalid-argument` for what `wrap` cannot have made. */
  unwrap(element: unknown): unknown;
}

export async function parse(
  configuration: unknown,
  origin: Origin,
  tools: Pick<Tools, "dataType">,
): Promise<OptionalType> {
  const path = `${origin.path}.configuration`;
  const { name, configuration: inner } = parseObject(configuration, path, ["name", "configuration"]);
  if (typeof name !== "string") throw invalid(`${path}.name`, `expected the name of a data type, found ${show(name)}`);
  const isBare = inner === undefined || (isObject(inner) && Object.keys(inner).length === 0);
  const { dataType } = await tools.dataType(isBare ? name : configuration, { ...origin, path });
  return optionalOf(dataType);
}

function optionalOf(inner: DataType): OptionalType {
  const isNested = inner.name === "zarrs.optional";

  function unwrap(element: unknown): unknown {
    if (!isNested) return element;
    if (Array.isArray(element) && element.length === 1) return element[0];
    throw refuse(element, "null, or a list with the one inner element");
  }

  /** The element itself; the inner type throws for what is none of its values. */
  function checked(element: unknown): unknown {
    if (element === undefined) throw refuse(element, `null or a value of ${inner.name}`);
    if (element !== null) inner.fillFromScalar(unwrap(element));
    return element;
  }

  function fixedOnly(): never {
    throw new ZarrError(
      "unsupported",
      `Elements of ${inner.name} that may be missing are stored by "zarrs.optional" only.`,
    );
  }

  return {
    name: "zarrs.optional",
    configuration: { name: inner.name, configuration: inner.configuration ?? {} },
    inner,
    wrap: (scalar) => (isNested ? [scalar] : scalar),
    unwrap,
    itemSize: undefined,
    allocate: (elements) => new Array<unknown>(elements).fill(null),
    load: fixedOnly,
    store: fixedOnly,
    fillFromJson(json, origin) {
      if (json === null) return null;
      if (!Array.isArray(json) || json.length !== 1) {
        throw invalid(origin.path, `${show(json)} is no fill value: expected null or [fill value of ${inner.name}]`);
      }
      const fill = inner.fillFromJson(json[0], { ...origin, name: inner.name, path: `${origin.path}[0]` });
      return scalarOf(inner, fill, isNested);
    },
    fillToJson(fill, format) {
      return fill === null ? null : [inner.fillToJson(inner.fillFromScalar(unwrap(fill)), format)];
    },
    fillFromScalar: checked,
    scalar: (data, index) => data[index],
    setScalar(data, index, value) {
      data[index] = checked(value);
    },
  };
}

/** An element that is there, from the inner type's fill value. */
function scalarOf(inner: DataType, fill: unknown, isNested: boolean): unknown {
  if (inner.itemSize === undefined) return isNested ? [fill] : fill;
  const data = inner.allocate(1);
  inner.load(fill as Uint8Array, "little", { data, offset: 0, shape: [], strides: [], lanes: inner.lanes ?? 1 });
  return inner.scalar(data, 0);
}

function refuse(element: unknown, expected: string): ZarrError {
  return new ZarrError("invalid-argument", `${show(element)} is no value of zarrs.optional: expected ${expected}.`);
}
