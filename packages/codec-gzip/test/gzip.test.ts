import { firstDifference, recordedCases } from "@zarrkit/numcodecs-fixtures/recorded";
import type { BytesToBytes, CodecModule, Size } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import * as gzipModule from "../src/gzip/codec.js";
import { gzip, zlib } from "../src/index.js";
import * as zlibModule from "../src/zlib/codec.js";
import recordedGzip from "./fixtures/gzip.json" with { type: "json" };
import recordedZlib from "./fixtures/zlib.json" with { type: "json" };

type Module = CodecModule<{ level: number }, "bytes-bytes">;

type Bound = Required<Pick<BytesToBytes, "decode" | "encode" | "decodeAsync">>;

async function bound(module: Module, level = 5): Promise<Bound> {
  return (await module.bind({ level }, { size: { atMost: 1e6 }, elementSize: 1 }, {} as never)) as Bound;
}

/** Both modes must give one answer. */
async function decodeBoth(codec: Bound, source: Uint8Array, size: Size): Promise<Uint8Array> {
  const [sync, async] = await Promise.allSettled([
    Promise.resolve().then(() => codec.decode(source, size)),
    codec.decodeAsync(source, size),
  ]);
  if (sync.status === "rejected") {
    expect(async.status).toBe("rejected");
    expect((async as PromiseRejectedResult).reason).toMatchObject({ code: "codec-failed" });
    throw sync.reason;
  }
  expect(async.status).toBe("fulfilled");
  expect(firstDifference((async as PromiseFulfilledResult<Uint8Array>).value, sync.value)).toBe(-1);
  return sync.value;
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const data = Uint8Array.from({ length: 3000 }, (_, i) => (i * i) >> 10);
const size = { exact: data.length };

describe.each([
  ["gzip", gzipModule as Module, recordedCases(recordedGzip)],
  ["zlib", zlibModule as Module, recordedCases(recordedZlib)],
])("%s", async (name, module, cases) => {
  const codec = await bound(module);
  const whole = codec.encode(data);

  it.each(cases)("decodes what numcodecs encoded: $name", async ({ decoded, encoded, configuration }) => {
    const exact = { exact: decoded.length };
    expect(firstDifference(await decodeBoth(codec, encoded, exact), decoded)).toBe(-1);
    expect(firstDifference(await decodeBoth(codec, encoded, { atMost: decoded.length + 1 }), decoded)).toBe(-1);
    const own = (await bound(module, configuration["level"] as number)).encode(decoded);
    expect(firstDifference(await decodeBoth(codec, own, exact), decoded)).toBe(-1);
    // Node has a zlib of its own, which is faster and finds less in short arrays.
    expect(own.length).toBeLessThan(encoded.length * 1.6 + 30);
  });

  it("decodes what it encoded at every level, the largest first", async () => {
    const lengths: number[] = [];
    for (let level = 0; level <= 9; level++) {
      const encoded = (await bound(module, level)).encode(data);
      expect(firstDifference(await decodeBoth(codec, encoded, size), data)).toBe(-1);
      lengths.push(encoded.length);
    }
    expect(lengths[0]).toBeGreaterThan(data.length);
    expect(lengths[9]).toBeLessThanOrEqual(lengths[1]!);
    expect((await bound(module, -1)).encode(data).length).toBe(lengths[6]);
  });

  it("refuses a value cut at any byte", async () => {
    for (let length = 0; length < whole.length; length++) {
      await expect(decodeBoth(codec, whole.subarray(0, length), size)).rejects.toThrow(`${name}: `);
    }
  });

  it("refuses every damaged byte, by its checksums, or gives the same bytes", async () => {
    let sound = 0;
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice();
      damaged[at]! ^= 0x21;
      const result = await decodeBoth(codec, damaged, size).catch(() => undefined);
      if (result) expect(firstDifference(result, data)).toBe(-1);
      sound += result ? 1 : 0;
    }
    // gzip's header holds eight bytes that change nothing: time, extra flags, system; a bit of the flags marks text.
    expect(sound).toBeLessThan(12);
  });

  it("refuses bytes behind the stream unless they are zeros", async () => {
    expect(firstDifference(await decodeBoth(codec, joined(whole, new Uint8Array(40)), size), data)).toBe(-1);
    await expect(decodeBoth(codec, joined(whole, Uint8Array.of(0, 7)), size)).rejects.toThrow("2 bytes follow the end");
  });

  it("refuses more and less than the chunk holds", async () => {
    const bomb = codec.encode(new Uint8Array(5_000_000));
    await expect(decodeBoth(codec, bomb, { exact: 8 })).rejects.toThrow("gives more than the 8 bytes expected");
    await expect(decodeBoth(codec, bomb, { atMost: 4_999_999 })).rejects.toThrow("more than the 4999999 bytes");
    expect((await decodeBoth(codec, bomb, { atMost: 5_000_000 })).length).toBe(5_000_000);
    await expect(decodeBoth(codec, whole, { exact: 3001 })).rejects.toThrow("holds 3000 bytes, expected 3001");
    await expect(decodeBoth(codec, whole, { exact: 0 })).rejects.toThrow("more than the 0 bytes");
    expect((await decodeBoth(codec, codec.encode(new Uint8Array(0)), { exact: 0 })).length).toBe(0);
  });

  it("rejects with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(codec.decodeAsync(whole, size, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const pending = codec.decodeAsync(whole, size, controller.signal);
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
  });
});

describe("gzip", async () => {
  const codec = await bound(gzipModule);
  const plain = codec.encode(data);

  it("reads several members, empty ones among them", async () => {
    const members = [data.subarray(0, 1000), new Uint8Array(0), data.subarray(1000)].map((part) => codec.encode(part));
    expect(firstDifference(await decodeBoth(codec, joined(...members), size), data)).toBe(-1);
    await expect(decodeBoth(codec, joined(...members, members[1]!, plain), size)).rejects.toThrow("gives more than");
    await expect(decodeBoth(codec, joined(...members.slice(0, 2)), size)).rejects.toThrow("holds 1000 bytes");
  });

  it("reads a file of many members without stopping", async () => {
    const empty = codec.encode(new Uint8Array(0));
    const many = new Uint8Array(empty.length * 50_000);
    for (let at = 0; at < many.length; at += empty.length) many.set(empty, at);
    expect((await decodeBoth(codec, many, { exact: 0 })).length).toBe(0);
  });

  it("reads headers with extra field, name, comment and checksum", async () => {
    const header = Uint8Array.of(0x1f, 0x8b, 8, 30, 0, 0, 0, 0, 0, 3, 3, 0, 9, 9, 9, 65, 0, 66, 67, 0);
    const withChecksum = joined(header, Uint8Array.of(0xb1, 0x2a), plain.subarray(10));
    expect(firstDifference(await decodeBoth(codec, withChecksum, size), data)).toBe(-1);
    withChecksum[12] = 8;
    await expect(decodeBoth(codec, withChecksum, size)).rejects.toThrow("header's checksum is not that of the header");
  });

  it.each([
    ["another magic", 0, 0x1e, "no gzip header"],
    ["another method", 2, 7, "compression method 7, not 8"],
    ["reserved flags", 3, 0x40, "reserved flags"],
    ["a wrong length", plain.length - 4, 0xff, "a gzip member declares"],
    ["a wrong checksum", plain.length - 8, plain.at(-8)! ^ 1, "checksum is not that of the bytes it gives"],
  ])("refuses %s", async (_, at, byte, problem) => {
    const changed = plain.slice();
    changed[at] = byte;
    await expect(decodeBoth(codec, changed, size)).rejects.toThrow(problem);
  });

  it("keeps to Zarr's levels under its own name and to numcodecs' under theirs", () => {
    const v3 = { name: "gzip", format: 3, path: "codecs[1]" } as const;
    const v2 = { name: "gzip", format: 2, path: "compressor" } as const;
    expect(gzipModule.parse(gzip().configuration, v3)).toEqual({ level: 5 });
    expect(() => gzipModule.parse({}, v3)).toThrow(
      "codecs[1].configuration.level: expected an integer from 0 to 9, found nothing",
    );
    expect(() => gzipModule.parse({ level: -1 }, v3)).toThrow("from 0 to 9, found -1");
    expect(() => gzipModule.parse({ level: 10, id: "gzip" }, v2)).toThrow("compressor.level");
    expect(gzipModule.parse({ id: "gzip" }, v2)).toEqual({ level: 1 });
    const spec = { size: { exact: 1 }, elementSize: 1 };
    expect(gzipModule.toConfiguration({ level: -1 }, v2, spec)).toEqual({ level: -1 });
    expect(gzipModule.toConfiguration({ level: -1 }, v3, spec)).toEqual({ level: 6 });
  });
});

describe("zlib", async () => {
  const codec = await bound(zlibModule);
  const plain = codec.encode(data);

  it.each([
    ["another method", [0x79], "no zlib header"],
    ["a header that is no multiple of 31", [0x78, 0x02], "no zlib header"],
    ["a preset dictionary", [0x78, 0x20], "preset dictionary"],
  ])("refuses %s", async (_, bytes, problem) => {
    await expect(decodeBoth(codec, joined(Uint8Array.from(bytes), plain.subarray(bytes.length)), size)).rejects.toThrow(
      problem,
    );
  });

  it("has numcodecs' configuration", () => {
    const origin = { name: "numcodecs.zlib", format: 3, path: "codecs[1]" } as const;
    expect(zlibModule.parse(zlib().configuration, origin)).toEqual({ level: 1 });
    expect(zlibModule.parse({ level: -1, id: "zlib" }, origin)).toEqual({ level: -1 });
    expect(() => zlibModule.parse({ level: 1, wbits: 15 }, origin)).toThrow("wbits");
  });
});
