import {
  type ArrayToBytes,
  type ByteOrder,
  type Bytes,
  type ChunkSpec,
  type CodecModule,
  type CodecPlugin,
  field,
  invalid,
  type Origin,
  parseChoice,
  parseObject,
  type SyncArray,
  ZarrError,
} from "@zarrkit/plugin-api";
import { hostBytes, hostOrder } from "../bytes/byte-order.js";
import { copy } from "../shape/copy.js";
import { elementCount } from "../shape/strides.js";
import { allocateView, subview, viewOf } from "../shape/view.js";
import { loadElements } from "./load-elements.js";

/**
 * bytes: the elements one after the other, C order, little or big endian.
 * zarr-specs v3.1, codecs/bytes; "endian" is its name in documents from before the acceptance of v3.
 * Configuration: `{ "endian": "little" }`, required for types of several bytes. v2 documents say the order in their data type.
 */
export function bytes(configuration?: { readonly endian: ByteOrder }): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "bytes",
    aliases: ["endian"],
    stage: "array-bytes",
    usesTools: false,
    ...(configuration && { configuration }),
    load: async () => bytesModule,
  };
}

interface Configuration {
  readonly endian: ByteOrder | undefined;
  readonly origin: Origin;
}

const bytesModule: CodecModule<Configuration, "array-bytes"> = {
  parse(configuration, origin) {
    const { endian } = parseObject(configuration, `${origin.path}.configuration`, ["endian"]);
    if (endian === undefined || endian === null) return { endian: undefined, origin };
    return { endian: parseChoice<ByteOrder>(endian, field(origin, "endian"), ["little", "big"]), origin };
  },

  toConfiguration({ endian }, _target, spec): Readonly<Record<string, unknown>> {
    return ordered(spec) ? { endian: spec.byteOrder ?? endian ?? "little" } : {};
  },

  async bind({ endian, origin }, spec) {
    const { dataType, shape } = spec;
    const { itemSize } = dataType;
    if (itemSize === undefined) {
      throw invalid(
        origin.path,
        `"bytes" cannot store data type ${dataType.name}, whose elements vary in size: use a vlen codec`,
      );
    }
    if (origin.format === 3 && endian === undefined && ordered(spec)) {
      throw invalid(field(origin, "endian"), `is required for data type ${dataType.name}: "little" or "big"`);
    }
    const order = spec.byteOrder ?? endian ?? "little";
    const size = elementCount(shape) * itemSize;
    const load =
      order === "big" && hostOrder === "little"
        ? (await import("./big-endian-elements.js")).bigEndianElements(dataType, shape)
        : undefined;
    const codec = bound(spec, itemSize, order, size, load);
    return size < rangesFrom ? codec : { ...codec, ...(await import("./bytes-ranges.js")).bytesRanges(spec, order) };
  },
};

/** Chunks of fewer bytes are read whole: a request costs more. */
const rangesFrom = 2 ** 16;

function bound(
  { dataType, shape }: ChunkSpec,
  itemSize: number,
  order: ByteOrder,
  size: number,
  load?: SyncArray["decodeInto"],
): ArrayToBytes {
  const { lanes = 1, swapSize = itemSize } = dataType;
  const entrySize = (dataType.allocate(0) as Partial<Uint8Array>).BYTES_PER_ELEMENT ?? 1;
  return {
    encodedSize: { exact: size },
    encode(source): Bytes {
      const result = new Uint8Array(size);
      dataType.store(source, order, result);
      return result;
    },
    decodeInto(source, destination, region) {
      if (source.length !== size) {
        throw new ZarrError(
          "codec-failed",
          `The chunk has ${source.length} bytes where shape [${shape}] of ${dataType.name} takes ${size}.`,
          {
            fields: { codec: "bytes" },
          },
        );
      }
      if (load) return load(source, destination, region);
      if (!region) return loadElements(dataType, source, order, destination);
      let whole = dataType.over && viewOf(dataType.over(hostBytes(source, order, swapSize, entrySize)), shape, lanes);
      if (!whole) {
        whole = allocateView(dataType, shape);
        loadElements(dataType, source, order, whole);
      }
      copy(subview(whole, region), destination);
    },
  };
}

/** Whether byte order matters for the type. */
function ordered({ dataType }: ChunkSpec): boolean {
  return (dataType.swapSize ?? dataType.itemSize ?? 1) > 1;
}
