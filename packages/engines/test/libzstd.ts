import Zstd from "numcodecs/zstd";
import { xxh64 } from "../src/xxh64.js";

/** One frame by libzstd; `level` is 1 to 22. Its encoder writes no checksum, so one is appended. */
export async function encodeLibzstd(content: Uint8Array, level: number, checksum: boolean): Promise<Uint8Array> {
  const frame = await Zstd.fromConfig({ id: "zstd", level }).encode(content);
  if (!checksum) return frame;
  const marked = new Uint8Array(frame.length + 4);
  marked.set(frame);
  marked[4]! |= 0x04;
  new DataView(marked.buffer).setUint32(frame.length, Number(xxh64(content) & 0xffffffffn), true);
  return marked;
}
