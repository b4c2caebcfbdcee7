import type { Bytes, DataType, Origin, View } from "@zarrkit/plugin-api";
import { isObject } from "@zarrkit/plugin-api";
import { joined } from "../bytes/joined.js";
import { badFill, badValue, refuseConfiguration } from "./refuse.js";
import type { Resolve } from "./resolve.js";

/** A complex number as `scalar` answers it. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

type Floats = Float32Array | Float64Array;

/** The core names (zarr-specs v3.1, "Core data types"), of which complex_float32 and complex_float64 are aliases. */
const components: Readonly<Record<string, string>> = { complex64: "float32", complex128: "float64" };

/**
 * Complex numbers over any float type: complex64, complex128, complex_float16, complex_bfloat16, complex_float8_e4m3 … Stored
 * as real part, then imaginary part. Container: that of the float type, two entries an element.
 */
export async function parse(
  name: string,
  configuration: unknown,
  origin: Origin,
  resolve: Resolve,
): Promise<DataType | undefined> {
  const component = Object.hasOwn(components, name) ? components[name]! : name.slice("complex_".length);
  if (!/^b?float\d/.test(component)) return undefined;
  refuseConfiguration(configuration, origin);
  const { dataType } = await resolve(component, { ...origin, format: 3, name: component });
  const core = Object.keys(components).find((key) => components[key] === component);
  return complexType(core ?? name, dataType as DataType<string, Floats, number>) as unknown as DataType;
}

function complexType(name: string, component: DataType<string, Floats, number>): DataType<string, Floats, Complex> {
  const size = component.itemSize!;
  const parts = (fill: Bytes) => [fill.subarray(0, size), fill.subarray(size)] as const;
  const { over } = component;

  /** Both parts, or none, so that a refused value changes nothing. */
  function checked(value: unknown): readonly [Bytes, Bytes] {
    if (!isObject(value) || typeof value["re"] !== "number" || typeof value["im"] !== "number") {
      throw badValue(value, name, "{ re, im }, two numbers");
    }
    return [component.fillFromScalar(value["re"]) as Bytes, component.fillFromScalar(value["im"]) as Bytes];
  }

  return {
    name,
    itemSize: 2 * size,
    lanes: 2,
    swapSize: size,
    allocate: (elements, shared) => component.allocate(2 * elements, shared),
    load: (source, byteOrder, destination) => component.load(source, byteOrder, asFloats(destination)),
    store: (source, byteOrder, destination) => component.store(asFloats(source), byteOrder, destination),
    ...(over && { over: (bytes: Bytes) => over(bytes) }),
    fillFromJson(json, origin) {
      if (!Array.isArray(json) || json.length !== 2) throw badFill(origin, json, "[real part, imaginary part]");
      const [re, im] = json.map((part, i) =>
        component.fillFromJson(part, { ...origin, name: component.name, path: `${origin.path}[${i}]` }),
      );
      return joined(re as Bytes, im as Bytes);
    },
    fillToJson: (fill, format) => parts(fill as Bytes).map((part) => component.fillToJson(part, format)),
    fillFromScalar: (value) => joined(...checked(value)),
    scalar: (data, index) => ({ re: data[index]!, im: data[index + 1]! }),
    setScalar(data, index, value) {
      checked(value);
      component.setScalar(data, index, value.re);
      component.setScalar(data, index + 1, value.im);
    },
  };
}

/** The same memory as floats, the parts along an axis of their own. */
function asFloats({ data, offset, shape, strides }: View<Floats>): View<Floats> {
  return { data, offset, shape: [...shape, 2], strides: [...strides, 1] };
}
