import { type Engine, loadEngine } from "./engine.js";
import { enter, leave, memoryBytes, pointerOf, Reach, reserve } from "./memory.js";
import { code } from "./wasm/zstd-encode.js";
import { zstdEffort } from "./zstd-effort.js";
import {
  callZstdEncode,
  type ZstdEncodeKernels,
  zstdEncodeTableLength,
  zstdFrameRoom,
  zstdWorkRoom,
} from "./zstd-encode-call.js";
import { encodeZstdScript, type ZstdEncode } from "./zstd-script.js";

/** Our encoder by WebAssembly where there is one, else in plain TypeScript: the same bytes from both. */
export async function loadZstdEncodeEngine(): Promise<ZstdEncode> {
  const engine = await loadEngine<ZstdEncodeKernels>(code, zstdEncodeTableLength);
  if (engine === undefined) return encodeZstdScript;
  // What does not fit in the memory is encoded nevertheless.
  return (source, level, checksum) => {
    const given = new Reach(source);
    return encodeInMemory(engine, source, level, checksum) ?? encodeZstdScript(given.bytes, level, checksum);
  };
}

function encodeInMemory(
  { kernels }: Engine<ZstdEncodeKernels>,
  source: Uint8Array,
  level: number,
  checksum: boolean,
): Uint8Array<ArrayBuffer> | undefined {
  if (kernels === undefined) return undefined;
  const { length } = source;
  const effort = zstdEffort(level, length);
  const lent = pointerOf(source);
  const mark = enter(source);
  try {
    const from = lent < 0 ? reserve(length) : lent;
    const to = reserve(zstdFrameRoom(length));
    const work = reserve(zstdWorkRoom(effort, length));
    if (from < 0 || to < 0 || work < 0) return undefined;
    if (lent < 0) memoryBytes().set(source, from);
    const written = callZstdEncode(kernels, effort, [from, length, to, work, checksum ? 1 : 0]);
    return memoryBytes().slice(to, to + written);
  } finally {
    leave(mark);
  }
}
