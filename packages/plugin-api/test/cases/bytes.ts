import {
  type ArrayToBytes,
  type ByteOrder,
  type ChunkSpec,
  type CodecPlugin,
  codecFailed,
  field,
  invalid,
  parseChoice,
  parseConfiguration,
} from "../../src/index.js";
import { cOrder, copy, countOf, positionsOf, regionOf } from "./arrays.js";

/** bytes: the one codec that can say which bytes hold a region. */
export function bytes(endian: ByteOrder = "little"): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "bytes",
    stage: "array-bytes",
    configuration: { endian },
    load: async () => ({
      parse(configuration, origin) {
        const { endian: given } = parseConfiguration(configuration, origin, ["endian"]);
        return {
          order: parseChoice<ByteOrder>(given, field(origin, "endian"), ["little", "big"], "little"),
          path: origin.path,
        };
      },
      toConfiguration: (config: Config) => ({ endian: config.order }),
      bind: ({ order, path }: Config, spec) => boundBytes(order, path, spec),
    }),
  };
}

interface Config {
  readonly order: ByteOrder;
  readonly path: string;
}

function boundBytes(order: ByteOrder, path: string, { shape, dataType }: ChunkSpec): ArrayToBytes {
  const { itemSize, lanes } = dataType;
  if (itemSize === undefined) throw invalid(path, `elements of ${dataType.name} vary in size`);
  const length = countOf(shape) * itemSize;
  return {
    encodedSize: { exact: length },
    encode(source) {
      const encoded = new Uint8Array(length);
      dataType.store(source, order, encoded);
      return encoded;
    },
    decodeInto(source, destination, region) {
      if (source.length !== length) throw codecFailed("bytes", `${source.length} bytes instead of ${length}`);
      if (region === undefined) return dataType.load(source, order, destination);
      const whole = cOrder(dataType.allocate(countOf(shape)), shape, lanes);
      dataType.load(source, order, whole);
      copy(regionOf(whole, region), destination);
    },
    ranges: (region) =>
      positionsOf(regionOf(cOrder([], shape), region)).map((element) => ({
        offset: element * itemSize,
        length: itemSize,
      })),
    decodeRanges(pieces, destination, region) {
      const gathered = new Uint8Array(countOf(region.shape) * itemSize);
      pieces.forEach((piece, i) => {
        if (piece.length !== itemSize)
          throw codecFailed("bytes", `piece ${i} has ${piece.length} bytes instead of ${itemSize}`);
        gathered.set(piece, i * itemSize);
      });
      dataType.load(gathered, order, destination);
    },
  };
}
