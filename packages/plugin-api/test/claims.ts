import type {
  AnyPlugin,
  ArrayToArray,
  ArrayToBytes,
  BoundCodec,
  ByteRange,
  Bytes,
  BytesToBytes,
  ChunkTask,
  CodecPlugin,
  DataType,
  DataTypePlugin,
  Layered,
  Pipeline,
  Size,
  SpecOf,
  Store,
  StoreLike,
  StorePlugin,
  View,
  WriteOptions,
} from "../src/index.js";
import type { counted, HttpStore } from "./cases/http-store.js";
import type { rgb } from "./cases/third-party.js";

/**
 * What the interfaces accept and refuse, said in types: this file compiles only while every claim holds
 * (`compiled.test.ts` compiles it). Refusals are conditional types, so that nothing is suppressed.
 */
type Accepts<Target, Given> = [Given] extends [Target] ? true : false;
type Has<T, Name extends PropertyKey> = Name extends keyof T ? true : false;

type CountedHttp = ReturnType<typeof counted<HttpStore>>;
type Encode = { encode(source: Bytes): Bytes };
type Decode = { decode(source: Bytes, size: Size): Bytes };
type EncodedSize = Pick<BytesToBytes, "encodedSize">;

export const stores = {
  "an http store is a store": true satisfies Accepts<Store, HttpStore>,
  "and cannot be written": false satisfies Has<HttpStore, "set">,
  "a layer over it has its methods": true satisfies Has<CountedHttp, "getRange" | "size">,
  "and no more": false satisfies Has<CountedHttp, "set">,
  "and no less": true satisfies Accepts<Layered<HttpStore>, CountedHttp>,
  "a layer over any store is a store": true satisfies Accepts<Store, Layered<Store>>,
  "a store needs get": false satisfies Accepts<Store, Pick<HttpStore, "getRange" | "size">>,
  "a Map is a store that core wraps": true satisfies Accepts<StoreLike, Map<string, Uint8Array<ArrayBuffer>>>,
  "but has none of its traits": false satisfies Accepts<Store, Map<number, Uint8Array>>,
  "a range without a length goes to the end": true satisfies Accepts<ByteRange, { offset: number }>,
  "nothing is no range": false satisfies Accepts<ByteRange, object>,
  "a length alone is no range": false satisfies Accepts<ByteRange, { length: number }>,
  "a condition may be passed on undefined": true satisfies Accepts<
    WriteOptions,
    { onlyIf: undefined; signal: undefined }
  >,
  "a bare version is no condition": false satisfies Accepts<WriteOptions, { onlyIf: "v1" }>,
};

export const codecs = {
  "one mode is enough": true satisfies Accepts<BytesToBytes, EncodedSize & Encode & Decode>,
  "half a mode is not": false satisfies Accepts<BytesToBytes, EncodedSize & Decode>,
  "nor two halves": false satisfies Accepts<
    BytesToBytes,
    EncodedSize & Decode & { encodeAsync(source: Bytes): Promise<Bytes>; asyncFrom: number }
  >,
  "a bound must be stated": false satisfies Accepts<BytesToBytes, Encode & Decode>,
  "a size is exact or a bound": false satisfies Accepts<Size, { least: number }>,
  "a layout needs no encode": true satisfies Accepts<
    ArrayToArray,
    Pick<ArrayToArray, "encodedSpec"> & { layout(decoded: View): View | undefined }
  >,
  "neither layout nor values is nothing": false satisfies Accepts<ArrayToArray, Pick<ArrayToArray, "encodedSpec">>,
  "a pipeline nests as an array → bytes codec": true satisfies Accepts<ArrayToBytes, Pipeline>,
  "an array → bytes codec is no pipeline": false satisfies Accepts<Pipeline, ArrayToBytes>,
  "every stage binds its own kind": false satisfies Accepts<BoundCodec["array-array"], BytesToBytes>,
  "bytes → bytes codecs see sizes": true satisfies Accepts<SpecOf<"bytes-bytes">, { size: Size; elementSize: number }>,
  "array codecs see shapes": false satisfies Accepts<SpecOf<"array-bytes">, { size: Size; elementSize: number }>,
  "a stage cannot pass for another": false satisfies Accepts<CodecPlugin<"array-array">, CodecPlugin<"bytes-bytes">>,
  "any stage is a codec plugin": true satisfies Accepts<CodecPlugin, CodecPlugin<"array-bytes">>,
  "configuration may be left out, not undefined": false satisfies Accepts<
    CodecPlugin,
    Omit<CodecPlugin, "configuration"> & { configuration: undefined }
  >,
};

type Rgb = ReturnType<typeof rgb>;

export const plugins = {
  "a third party's data type keeps its name": true satisfies Accepts<"example.rgb", Rgb["name"]>,
  "and its container and scalar": true satisfies Accepts<
    DataTypePlugin<"example.rgb", Uint8Array, readonly [number, number, number]>,
    Rgb
  >,
  "its scalars are no numbers": false satisfies Accepts<
    Parameters<DataType<"example.rgb", Uint8Array, readonly [number, number, number]>["setScalar"]>[2],
    number
  >,
  "plugins of every kind go in one list": true satisfies Accepts<AnyPlugin, CodecPlugin | StorePlugin | Rgb>,
  "another version of the interface does not": false satisfies Accepts<
    AnyPlugin,
    Omit<StorePlugin, "api"> & { api: 2 }
  >,
  "an unknown kind does not": false satisfies Accepts<AnyPlugin, Omit<StorePlugin, "kind"> & { kind: "shop" }>,
  "a task names its source or holds it": false satisfies Accepts<ChunkTask["source"], { location: string }>,
};
