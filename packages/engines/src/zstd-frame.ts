import { CorruptData } from "./corrupt-data.js";

/** One frame of RFC 8878, measured without decoding it. */
export interface ZstdFrame {
  /** Where in the source it begins and ends. */
  readonly start: number;
  readonly end: number;
  /** Where its first block begins, and what a block gives at most. */
  readonly blocks: number;
  readonly mostPerBlock: number;
  /** Decoded bytes as its header states them; `undefined` where it does not. */
  readonly contentSize: number | undefined;
  /** More than this cannot come out, whatever the blocks hold. Never more than `contentSize`. */
  readonly mostContent: number;
  /** The stored low half of XXH64 of the content. */
  readonly checksum: number | undefined;
}

/** RFC 8878, sections 3.1.1 and 3.1.2. */
const magic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
const mostBlock = 128 * 1024;
const mostWindowBits = 31;
/** A platform's decoder takes a tenth of a millisecond to start: a source of nothing but frames must not stop the program. */
const mostFrames = 65536;

/**
 * The frames of a source, skippable ones left out. Every header and every block header is read, so the source is known to
 * be neither truncated nor longer than its frames. Throws `CorruptData`; also where a frame needs a dictionary.
 */
export function zstdFrames(source: Uint8Array): ZstdFrame[] {
  const view = new DataView(source.buffer, source.byteOffset, source.length);
  const frames: ZstdFrame[] = [];
  let at = 0;
  while (at < source.length) {
    const word = at + 4 <= source.length ? view.getUint32(at, true) : truncated(source);
    if (word === magic) {
      const frame = measureFrame(view, at);
      frames.push(frame);
      if (frames.length > mostFrames) throw new CorruptData(`the zstd data holds more than ${mostFrames} frames`);
      at = frame.end;
    } else if ((word & 0xfffffff0) >>> 0 === skippableMagic) {
      if (at + 8 > source.length) truncated(source);
      at += 8 + view.getUint32(at + 4, true);
      if (at > source.length) truncated(source);
    } else {
      throw new CorruptData(`the bytes at ${at} are no zstd frame`);
    }
  }
  if (frames.length === 0) throw new CorruptData(`${source.length} bytes hold no zstd frame`);
  return frames;
}

function measureFrame(view: DataView, start: number): ZstdFrame {
  const bytes = { view, at: start + 4 };
  const descriptor = little(bytes, 1);
  const single = (descriptor & 0x20) !== 0;
  if (descriptor & 0x08) throw new CorruptData(`the zstd frame at byte ${start} sets a reserved bit`);
  const window = single ? undefined : little(bytes, 1);
  if (window !== undefined && 10 + (window >>> 3) > mostWindowBits) {
    throw new CorruptData(`the zstd frame at byte ${start} declares a window of 2^${10 + (window >>> 3)} bytes`);
  }
  const dictionary = little(bytes, [0, 1, 2, 4][descriptor & 3]!);
  if (dictionary !== 0) {
    throw new CorruptData(`the zstd frame at byte ${start} needs dictionary ${dictionary}, which Zarr does not store`);
  }
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >>> 6]!;
  const contentSize = sizeBytes === 0 ? undefined : little(bytes, sizeBytes) + (sizeBytes === 2 ? 256 : 0);

  const windowSize = window === undefined ? contentSize! : 2 ** (10 + (window >>> 3)) * (1 + (window & 7) / 8);
  const mostPerBlock = Math.min(mostBlock, windowSize);
  const blocks = bytes.at;
  let mostContent = 0;
  for (let last = false; !last; ) {
    const header = little(bytes, 3);
    last = (header & 1) === 1;
    const kind = (header >>> 1) & 3;
    const size = header >>> 3;
    if (kind === 3) throw new CorruptData(`the zstd block before byte ${bytes.at} is of the reserved kind`);
    if (size > mostBlock) throw new CorruptData(`the zstd block before byte ${bytes.at} declares ${size} bytes`);
    mostContent += kind === 2 ? mostPerBlock : size;
    bytes.at += kind === 1 ? 1 : size;
    if (bytes.at > view.byteLength) truncated(view);
  }
  if (contentSize !== undefined && contentSize > mostContent) {
    throw new CorruptData(
      `the zstd frame at byte ${start} declares ${contentSize} bytes, more than its blocks can hold (${mostContent})`,
    );
  }
  const checksum = descriptor & 0x04 ? little(bytes, 4) : undefined;
  return { start, end: bytes.at, blocks, mostPerBlock, contentSize, mostContent: contentSize ?? mostContent, checksum };
}

function little(bytes: { readonly view: DataView; at: number }, length: number): number {
  if (bytes.at + length > bytes.view.byteLength) truncated(bytes.view);
  let value = 0;
  for (let i = 0; i < length; i++) value += bytes.view.getUint8(bytes.at + i) * 2 ** (8 * i);
  bytes.at += length;
  return value;
}

function truncated({ byteLength }: { readonly byteLength: number }): never {
  throw new CorruptData(`the zstd data of ${byteLength} bytes ends too early`);
}
