import { codecFailed, type View, ZarrError } from "@zarrkit/plugin-api";

/** Where elements begin, and where the last one ends, in the index's own container. */
export function offsetsOf(ends: Float64Array, index: View): View {
  const { data } = index;
  const isLong = data instanceof BigUint64Array;
  const last = ends.at(-1) ?? 0;
  if (!isLong && last > 0xffffffff) {
    throw new ZarrError("limit-exceeded", `zarrs.vlen: ${last} bytes of elements need index_data_type "uint64"`, {
      fields: { codec: "zarrs.vlen" },
    });
  }
  data[0] = isLong ? 0n : 0;
  for (const [i, end] of ends.entries()) data[i + 1] = isLong ? BigInt(end) : end;
  return index;
}

/** The reverse; offsets that go back, do not begin at 0 or exceed the limit are refused. */
export function endsOf({ data }: View, limit: number): Float64Array {
  const ends = new Float64Array(data.length - 1);
  let before = Number(data[0]);
  if (before !== 0) throw codecFailed("zarrs.vlen", `its first element begins at ${before}`);
  for (let i = 0; i < ends.length; i++) {
    const end = Number(data[i + 1]);
    if (end < before) throw codecFailed("zarrs.vlen", `element ${i} begins at ${before} and ends at ${end}`);
    if (end > limit) throw codecFailed("zarrs.vlen", `element ${i} ends at ${end}, beyond the limit of ${limit} bytes`);
    before = end;
    ends[i] = end;
  }
  return ends;
}
