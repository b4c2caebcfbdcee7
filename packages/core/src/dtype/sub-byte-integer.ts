import type { DataType, Origin, View } from "@zarrkit/plugin-api";
import { copy } from "../shape/copy.js";
import { viewOf } from "../shape/view.js";
import { integerOf } from "./integer.js";
import type { Container } from "./numeric.js";
import { badValue, refuseConfiguration } from "./refuse.js";

type Bytes8 = Int8Array | Uint8Array;

/**
 * int2, int4, uint2, uint4 (zarr-extensions): one byte an element, of which the upper bits are ignored when read and
 * sign-extended when written, unless the codec packs them. Containers: Int8Array and Uint8Array, one entry an element.
 */
export function parse(name: string, configuration: unknown, origin: Origin): DataType | undefined {
  refuseConfiguration(configuration, origin);
  const bits = Number(name.at(-1));
  const signed = name.startsWith("i");
  const Container = (signed ? Int8Array : Uint8Array) as unknown as Container<Bytes8>;
  const { over: _, ...type } = integerOf<Bytes8>(name, Container, bits, signed);
  const lowest = (byte: number, bits: number) =>
    signed ? (byte << (32 - bits)) >> (32 - bits) : byte & (2 ** bits - 1);

  const small: DataType<string, Bytes8> = {
    ...type,
    load(source, _byteOrder, destination: View<Bytes8>) {
      const data = type.allocate(source.length);
      for (let i = 0; i < source.length; i++) data[i] = lowest(source[i]!, bits);
      copy(viewOf(data, destination.shape), destination);
    },
    store(source, byteOrder, destination) {
      type.store(source, byteOrder, destination);
      for (const byte of destination) {
        const value = lowest(byte, 8);
        if (value !== lowest(byte, bits))
          throw badValue(value, name, `integers that fit ${bits} bits in what is stored`);
      }
    },
  };
  return small as unknown as DataType;
}
