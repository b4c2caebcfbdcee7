import { type ChunkSpec, type Fill, invalid, type Tools, type View } from "@zarrkit/plugin-api";
import { elementCount } from "./entries.js";
import type { StoredType } from "./numpy-type.js";
import type { ValueCodec } from "./value-codec.js";

/**
 * Binds a filter to the data type of its own configuration. Where the array's differs, the stored bytes are taken for
 * the other type, as numcodecs does by `ndarray.view`: "<i8" over datetimes, or one byte order over the other.
 */
export function viewedAs(
  spec: ChunkSpec,
  type: StoredType | undefined,
  path: string,
  tools: Tools,
  bind: (spec: ChunkSpec) => ValueCodec,
): ValueCodec {
  if (type === undefined || sameStorage(spec, type)) return bind(spec);
  const { dataType, byteOrder } = type;
  const { itemSize } = dataType;
  if (itemSize === undefined || itemSize !== spec.dataType.itemSize) {
    throw invalid(path, `elements of ${spec.dataType.name} cannot be seen as ${dataType.name}: their sizes differ`);
  }
  const inner = bind({
    shape: spec.shape,
    dataType,
    fillValue: viewedFill(spec, type),
    ...(byteOrder && { byteOrder }),
  });

  /** The same bytes as elements of the other type. */
  function retype(source: View, from: StoredType, to: StoredType, destination: View): void {
    const bytes = new Uint8Array(elementCount(source.shape) * itemSize!);
    from.dataType.store(source, from.byteOrder ?? "little", bytes);
    to.dataType.load(bytes, to.byteOrder ?? "little", destination);
  }
  const scratch = (shape: readonly number[]) => tools.scratch({ ...spec, dataType, shape });

  return {
    encodedSpec: inner.encodedSpec,
    ...(inner.encodedRegion && { encodedRegion: inner.encodedRegion }),
    encode(source, destination) {
      const viewed = scratch(source.shape);
      retype(source, spec, type, viewed);
      inner.encode(viewed, destination);
    },
    decode(source, destination) {
      const viewed = scratch(destination.shape);
      inner.decode(source, viewed);
      retype(viewed, type, spec, destination);
    },
  };
}

function sameStorage(spec: ChunkSpec, { dataType, byteOrder }: StoredType): boolean {
  return spec.dataType.name === dataType.name && (spec.byteOrder ?? "little") === (byteOrder ?? "little");
}

/** Fill values are little-endian whatever the stored order, so a view in the other order reverses them. */
function viewedFill(spec: ChunkSpec, { byteOrder }: StoredType): Fill {
  const { fillValue } = spec;
  const sameOrder = (spec.byteOrder ?? "little") === (byteOrder ?? "little");
  return sameOrder || !(fillValue instanceof Uint8Array) ? fillValue : fillValue.slice().reverse();
}
