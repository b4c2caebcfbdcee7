import type { Bytes, BytesToBytes, ChunkSpec, CodecPlugin, View } from "@zarrkit/plugin-api";
import { integerType } from "../../src/dtype/integer.js";
import { copy } from "../../src/shape/copy.js";
import { elementCount } from "../../src/shape/strides.js";
import { allocateView, isContiguous, subview, viewOf } from "../../src/shape/view.js";
import { codecPlugin } from "./plugins.js";

/** Codecs that are easily checked by eye, one for each way a codec can be. */

/** bytes → bytes: every byte flipped. */
export function flip(name = "flip", more: Partial<BytesToBytes> = {}): CodecPlugin<"bytes-bytes"> {
  return codecPlugin(
    name,
    "bytes-bytes",
    () =>
      ({
        encodedSize: (size) => size,
        decode: (source: Bytes) => flipped(source),
        encode: (source: Bytes) => flipped(source),
        ...more,
      }) as BytesToBytes,
  );
}

/** bytes → bytes, asynchronous only. */
export function flipLater(name = "flip-later"): CodecPlugin<"bytes-bytes"> {
  return codecPlugin(name, "bytes-bytes", () => ({
    encodedSize: (size) => size,
    asyncFrom: 0,
    decodeAsync: async (source, _size, signal) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      signal?.throwIfAborted();
      return flipped(source);
    },
    encodeAsync: async (source) => flipped(source),
  }));
}

/** bytes → bytes: some zeros in front, so that each stage has another size. */
export function pad(count: number): CodecPlugin<"bytes-bytes"> {
  return codecPlugin(`pad-${count}`, "bytes-bytes", () => ({
    encodedSize: (size) => ("exact" in size ? { exact: size.exact + count } : { atMost: size.atMost + count }),
    result: "source",
    decode: (source) => source.subarray(count),
    encode(source) {
      const result = new Uint8Array(source.length + count);
      result.set(source, count);
      return result;
    },
  }));
}

/** bytes → bytes whose results lie in one memory that every call of any such codec over it writes anew. */
export function borrowing(name: string, memory: Uint8Array): CodecPlugin<"bytes-bytes"> {
  return codecPlugin(name, "bytes-bytes", () => ({
    encodedSize: (size) => size,
    result: "borrowed",
    decode(source) {
      // What engines do: the source is copied in unless it lies there, the result left behind it; all else is lost.
      const isInside = source.buffer === memory.buffer;
      const at = isInside ? source.byteOffset - memory.byteOffset : 0;
      if (!isInside) memory.set(source, at);
      const end = at + source.length;
      memory.fill(0xee, 0, at).fill(0xee, end);
      for (let i = 0; i < source.length; i++) memory[end + i] = memory[at + i]! ^ 0xff;
      return memory.subarray(end, end + source.length);
    },
    encode: (source) => flipped(source),
  }));
}

/** array → array by value: int16 stored one larger as int32; the fill value follows. */
export function plusOne(): CodecPlugin<"array-array"> {
  const int32 = integerType("int32")!;
  const shift = (by: number) => (source: View, destination: View) => {
    const { shape } = source;
    const [from, to] = [source, destination].map(
      ({ data }) => new (data.constructor as Int32ArrayConstructor)(elementCount(shape)),
    );
    copy(source, viewOf(from!, shape));
    for (let i = 0; i < from!.length; i++) to![i] = from![i]! + by;
    copy(viewOf(to!, shape), destination);
  };
  return codecPlugin("plus-one", "array-array", (_, spec: ChunkSpec) => ({
    encodedSpec: {
      ...spec,
      dataType: int32,
      fillValue: int32.fillFromScalar((spec.dataType.fillToJson(spec.fillValue, 3) as bigint) + 1n),
    },
    encodedRegion: (region) => region,
    encode: shift(1),
    decode: shift(-1),
  }));
}

/** array → array by layout: all axes as one, which strides can express for a contiguous array only. */
export function flatten(): CodecPlugin<"array-array"> {
  return codecPlugin("flatten", "array-array", (_, spec: ChunkSpec) => {
    const shape = [elementCount(spec.shape)];
    return {
      encodedSpec: { ...spec, shape },
      layout: (decoded) => (isContiguous(decoded) ? { ...decoded, shape, strides: [decoded.lanes ?? 1] } : undefined),
    };
  });
}

/** array → bytes, asynchronous only: int16, one byte after the other with a header. */
export function laterBytes(): CodecPlugin<"array-bytes"> {
  return codecPlugin("later-bytes", "array-bytes", (_, spec: ChunkSpec) => {
    const size = elementCount(spec.shape) * spec.dataType.itemSize!;
    return {
      encodedSize: { exact: size + 1 },
      async encodeAsync(source) {
        const result = new Uint8Array(size + 1);
        spec.dataType.store(source, "little", result.subarray(1));
        return result;
      },
      async decodeIntoAsync(source, destination, region) {
        const whole = allocateView(spec.dataType, spec.shape);
        spec.dataType.load(source.subarray(1), "little", whole);
        copy(region ? subview(whole, region) : whole, destination);
      },
    };
  });
}

/** An array of that type, 0, 1, 2 … in C order. */
export function counted(name: "int16" | "int32", shape: readonly number[]): View {
  const view = allocateView(integerType(name)!, shape);
  for (let i = 0; i < view.data.length; i++) view.data[i] = i;
  return view;
}

export function flipped(source: Bytes): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(source.length);
  for (let i = 0; i < source.length; i++) result[i] = source[i]! ^ 0xff;
  return result;
}
