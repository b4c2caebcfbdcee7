import { useWebAssembly } from "@zarrkit/engines/engine";
import { loadLz4 } from "@zarrkit/engines/lz4";
import { loadShuffles } from "@zarrkit/engines/shuffle";
import { loadZstd } from "@zarrkit/engines/zstd";
import { damaged, type Random, type Subject } from "@zarrkit/fuzz";
import { firstDifference, recordedCases } from "@zarrkit/numcodecs-fixtures/recorded";
import { type BytesToBytes, isZarrError, type Size } from "@zarrkit/plugin-api";
import { bind, parse } from "../../src/codec.js";
import recorded from "../fixtures/blosc.json" with { type: "json" };

const compressors = ["lz4", "lz4hc", "zstd", "zlib", "blosclz", "snappy"] as const;
const origin = { name: "blosc", format: 2, path: "compressor" } as const;

/** A sound chunk, and the codec of its configuration on both roads. */
interface Frame {
  readonly chunk: Uint8Array;
  readonly length: number;
  readonly roads: readonly [BytesToBytes, BytesToBytes];
}

export const subject: Subject = {
  name: "blosc",
  sources: [
    "decode.ts",
    "block-reader.ts",
    "block-order.ts",
    "encode.ts",
    "header.ts",
    "split.ts",
    "length.ts",
    "block-length.ts",
  ],
  async load() {
    await requireEngines();
    const frames = [...(await recordedFrames()), ...(await encodedFrames())];
    return (random) => {
      const { chunk, length, roads } = frames[random(frames.length)]!;
      const source = random(30) === 0 ? chunk : withDamage(chunk, random);
      if (random(3) === 0) {
        const offset = random(length + 1);
        const part = { offset, length: random(length - offset + 2) };
        compare(roads, `bytes ${offset} on`, ({ decodePart }) => decodePart!(source, part));
        return;
      }
      const size: Size = random(3) === 0 ? { atMost: length + random(9) } : { exact: length };
      const out = "exact" in size && random(2) === 0;
      compare(roads, "all", ({ decode }) => decode!(source, size, out ? new Uint8Array(length) : undefined));
    };
  },
};

/** Where an engine is missing, two plain roads would be compared. */
async function requireEngines(): Promise<void> {
  const load = () => Promise.all([loadLz4(), loadZstd(), loadShuffles()]);
  const [lz4, zstd, shuffles] = await load();
  useWebAssembly(false);
  const [plainLz4, plainZstd, plainShuffles] = await load();
  useWebAssembly(true);
  const areEngines =
    lz4.decode !== plainLz4.decode && zstd.decode !== plainZstd.decode && shuffles.shuffle !== plainShuffles.shuffle;
  if (!areEngines) throw new Error("an engine was not loaded");
}

/** General damage, or another number in the header or in the table of blocks. */
function withDamage(chunk: Uint8Array, random: Random): Uint8Array {
  if (random(4) > 0) return damaged(chunk, random);
  const source = chunk.slice();
  const view = new DataView(source.buffer);
  const at = 4 * random(Math.min(12, Math.floor(source.length / 4)));
  const number = view.getUint32(at, true);
  const others = [0, 1, number + 1, number - 1, number * 2, number >>> 1, source.length, 2 ** 31, 2 ** 32 - 1];
  view.setUint32(at, others[random(others.length)]!, true);
  return source;
}

function compare(roads: Frame["roads"], what: string, decode: (codec: BytesToBytes) => Uint8Array): void {
  const [found, wanted] = roads.map((codec) => {
    try {
      // What is lent is copied at once.
      return decode(codec).slice();
    } catch (error) {
      if (!isZarrError(error, "codec-failed")) throw error;
      return error.message;
    }
  });
  if (typeof found === "string" || typeof wanted === "string") {
    if (found !== wanted) throw new Error(`${what}: ${outcome(found)} by the engines, ${outcome(wanted)} without`);
  } else if (firstDifference(found!, wanted!) !== -1) {
    throw new Error(`${what}: other bytes from the engines than without`);
  }
}

function outcome(result: Uint8Array | string | undefined): string {
  return typeof result === "string" ? `"${result}"` : `${result?.length} bytes`;
}

async function bothRoads(configuration: object, elementSize: number, length: number): Promise<Frame["roads"]> {
  const config = parse(configuration, origin);
  const spec = { size: { exact: length }, elementSize };
  const engine = await bind(config, spec);
  useWebAssembly(false);
  const plain = await bind(config, spec);
  useWebAssembly(true);
  return [engine, plain];
}

/** Chunks by c-blosc. */
async function recordedFrames(): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (const { configuration, decoded, elementSize, encoded } of recordedCases(recorded)) {
    const { length } = decoded;
    frames.push({ chunk: encoded, length, roads: await bothRoads(configuration, elementSize, length) });
  }
  return frames;
}

/** Chunks of every compressor, shuffle, way of cutting and odd size, by either road. */
async function encodedFrames(): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (const cname of compressors) {
    for (const shuffle of [0, 1, 2]) {
      for (const typesize of [1, 2, 3, 4, 8, 16, 20]) {
        for (const [blocksize, length] of [
          [0, 1200],
          [0, 5],
          [256, 1301],
          [1000, 4000],
        ] as const) {
          const configuration = { cname, clevel: 1 + (frames.length % 9), shuffle, blocksize };
          const roads = await bothRoads(configuration, typesize, length);
          const road = roads[frames.length % 2]!;
          const data = field(length, frames.length);
          const chunk = road.encode ? road.encode(data) : await road.encodeAsync!(data);
          frames.push({ chunk, length, roads });
        }
      }
    }
  }
  return frames;
}

/** Elements of two bytes that look like a measurement. */
function field(length: number, phase: number): Uint8Array {
  const values = Uint16Array.from(
    { length: (length + 1) >> 1 },
    (_, i) => 700 + 300 * Math.sin((i + phase) / 90) + ((i * i) % (2 + (phase % 11))),
  );
  return new Uint8Array(values.buffer, 0, length);
}
