import { loadFilters } from "@zarrkit/engines/filters";
import { type Bytes, type CodecModule, codecFailed, field, invalid, type Region, type View } from "@zarrkit/plugin-api";
import { elementCount } from "../array/entries.js";
import { componentOf } from "./component.js";
import { type PackbitsConfiguration, parsePackbits } from "./config.js";
import { pack, unpack } from "./pack.js";

type Module = CodecModule<PackbitsConfiguration, "array-bytes">;

export const parse: Module["parse"] = parsePackbits;

export const toConfiguration: Module["toConfiguration"] = ({ padding, firstBit, lastBit }) => ({
  ...(padding !== "none" && { padding_encoding: padding }),
  ...(firstBit !== undefined && { first_bit: firstBit }),
  ...(lastBit !== undefined && { last_bit: lastBit }),
});

export const bind: Module["bind"] = async ({ padding, firstBit = 0, lastBit, origin }, spec, tools) => {
  const { dataType, shape } = spec;
  const component = componentOf(dataType);
  if (component === undefined) throw invalid(origin.path, `packbits is not defined for ${dataType.name}`);
  const last = lastBit ?? component.bits - 1;
  if (last >= component.bits || firstBit > last) {
    const name = last >= component.bits ? "last_bit" : "first_bit";
    throw invalid(
      field(origin, name),
      `${dataType.name} has bits 0 to ${component.bits - 1}, asked are ${firstBit} to ${last}`,
    );
  }
  const slice = { ...component, first: firstBit, taken: last - firstBit + 1 };
  const elements = elementCount(shape);
  const bits = elements * component.count * slice.taken;
  const packed = Math.ceil(bits / 8);
  const engine = await loadFilters();
  const start = padding === "first_byte" ? 1 : 0;
  const exact = packed + (padding === "none" ? 0 : 1);

  function decode(source: Bytes, destination: View): void {
    if (source.length !== exact)
      throw codecFailed("packbits", `the chunk has ${source.length} bytes, expected ${exact}`);
    const counted = padding === "first_byte" ? source[0] : padding === "last_byte" ? source[packed] : undefined;
    if (counted !== undefined && counted !== 8 * packed - bits) {
      throw codecFailed(
        "packbits",
        `the chunk says that ${counted} bits are padding, but ${elements} elements leave ${8 * packed - bits}`,
      );
    }
    const stored = new Uint8Array(elements * dataType.itemSize!);
    unpack(source.subarray(start, start + packed), stored, slice, engine);
    dataType.load(stored, "little", destination);
  }

  return {
    encodedSize: { exact },
    encode(source) {
      const stored = new Uint8Array(elements * dataType.itemSize!);
      dataType.store(source, "little", stored);
      const encoded = new Uint8Array(exact);
      pack(stored, encoded.subarray(start, start + packed), slice, engine);
      if (padding === "first_byte") encoded[0] = 8 * packed - bits;
      if (padding === "last_byte") encoded[packed] = 8 * packed - bits;
      return encoded;
    },
    decodeInto(source, destination, region) {
      if (region === undefined) return decode(source, destination);
      const whole = tools.scratch(spec);
      decode(source, whole);
      tools.copy(part(whole, region), destination);
    },
  };
};

function part(view: View, region: Region): View {
  let { offset } = view;
  const strides = view.strides.map((stride, axis) => {
    offset += region.start[axis]! * stride;
    return stride * (region.step?.[axis] ?? 1);
  });
  return { ...view, offset, strides, shape: region.shape };
}
