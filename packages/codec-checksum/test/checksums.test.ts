import type { BytesToBytes, CodecPlugin } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { adler32, crc32, crc32c, fletcher32, jenkinsLookup3 } from "../src/index.js";
import cases from "./fixtures/checksums.json" with { type: "json" };

const plugins: Record<string, CodecPlugin<"bytes-bytes">> = {
  crc32c: crc32c(),
  crc32: crc32(),
  adler32: adler32(),
  fletcher32: fletcher32(),
  jenkins_lookup3: jenkinsLookup3(),
};

async function bind(name: string, configuration: unknown, format: 2 | 3 = 2): Promise<BytesToBytes> {
  const module = await (plugins[name] as CodecPlugin<"bytes-bytes">).load();
  const config = module.parse(configuration, { name, format, path: "codecs[1]" });
  return module.bind(config, { size: { atMost: 1e9 }, elementSize: 1 }, {} as never);
}

function dataOf(kind: string, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) =>
    kind === "squares" ? ((i * i) >>> 3) & 255 : kind === "ones" ? 255 : 0,
  );
}

function atStart(configuration: { id: string; location?: string }): boolean {
  return (configuration.location ?? (["crc32", "adler32"].includes(configuration.id) ? "start" : "end")) === "start";
}

describe("checksums equal those of numcodecs", () => {
  for (const { configuration, data, sums } of cases) {
    it(`${JSON.stringify(configuration)} of ${data}`, async () => {
      const codec = await bind(configuration.id, configuration);
      for (const [length, sum] of Object.entries(sums)) {
        const decoded = dataOf(data, Number(length));
        const encoded = codec.encode?.(decoded) as Uint8Array;
        const start = atStart(configuration);
        const stored = new DataView(encoded.buffer, start ? 0 : decoded.length).getUint32(0, true);
        expect(`${length}: ${stored}`).toBe(`${length}: ${sum}`);
        expect(encoded.subarray(start ? 4 : 0, start ? undefined : -4)).toEqual(decoded);
        expect(codec.decode?.(encoded, { exact: decoded.length })).toEqual(decoded);
      }
    });
  }
});

describe.each(Object.keys(plugins))("%s", (name) => {
  const decoded = dataOf("squares", 100);

  it("refuses every single damaged byte", async () => {
    const codec = await bind(name, {});
    const encoded = codec.encode?.(decoded) as Uint8Array;
    for (let index = 0; index < encoded.length; index++) {
      const damaged = encoded.slice();
      damaged[index] = (damaged[index] as number) ^ 0x10;
      expect(() => codec.decode?.(damaged, { exact: 100 })).toThrow(
        /stored checksum is 0x[0-9a-f]{8}, but these 100 bytes give 0x[0-9a-f]{8}/,
      );
    }
  });

  it("decodes a view at an odd offset of a shared buffer, and writes where it is told", async () => {
    const codec = await bind(name, {});
    const encoded = codec.encode?.(decoded) as Uint8Array;
    const shared = new Uint8Array(new SharedArrayBuffer(encoded.length + 3), 3);
    shared.set(encoded);
    expect(codec.decode?.(shared, { atMost: 100 })).toEqual(decoded);
    const out = new Uint8Array(100);
    expect(codec.decode?.(shared, { exact: 100 }, out)).toBe(out);
    expect(out).toEqual(decoded);
    expect(shared).toEqual(encoded);
  });

  it("refuses a length other than the chunk's, and less than a checksum", async () => {
    const codec = await bind(name, {});
    const encoded = codec.encode?.(decoded) as Uint8Array;
    expect(() => codec.decode?.(encoded, { exact: 99 })).toThrow(`${name}: the value holds 100 bytes, expected 99`);
    expect(() => codec.decode?.(encoded, { exact: 101 })).toThrow("expected 101");
    expect(() => codec.decode?.(encoded, { atMost: 99 })).toThrow("expected at most 99");
    expect(() => codec.decode?.(new Uint8Array(3), { atMost: 99 })).toThrow("3 bytes cannot hold a checksum of 4");
    expect(codec.decode?.(codec.encode?.(new Uint8Array()) as Uint8Array, { exact: 0 })).toHaveLength(0);
  });

  it("adds four bytes to either kind of bound", async () => {
    const codec = await bind(name, {});
    expect(codec.encodedSize({ exact: 8 })).toEqual({ exact: 12 });
    expect(codec.encodedSize({ atMost: 8 })).toEqual({ atMost: 12 });
  });

  it("prints a configuration that parses to the same", async () => {
    const plugin = plugins[name] as CodecPlugin<"bytes-bytes">;
    const module = await plugin.load();
    const origin = { name: plugin.name, format: 3, path: "codecs[1]" } as const;
    const config = module.parse(plugin.configuration, origin);
    const printed = module.toConfiguration(config, origin, { size: { exact: 8 }, elementSize: 1 });
    expect(module.parse(printed, origin)).toEqual(config);
  });
});

describe("configurations", () => {
  it("Zarr's own crc32c has no fields", async () => {
    await expect(bind("crc32c", { location: "end" }, 3)).rejects.toThrow(
      "codecs[1].configuration.location: is not a known field",
    );
  });

  it("a location makes it numcodecs' crc32c", async () => {
    expect(crc32c({ location: "start" })).toMatchObject({
      name: "numcodecs.crc32c",
      configuration: { location: "start" },
    });
    expect(crc32c()).not.toHaveProperty("configuration");
  });

  it("a location other than start and end is refused with its path", async () => {
    await expect(bind("crc32", { location: "middle" })).rejects.toThrow(
      'codecs[1].location: expected "start" or "end", found "middle"',
    );
  });

  it("fields of jenkins_lookup3 are checked", async () => {
    await expect(bind("jenkins_lookup3", { initval: 2 ** 32 })).rejects.toThrow("codecs[1].initval");
    await expect(bind("jenkins_lookup3", { initval: 0, prefix: "ab" })).rejects.toThrow(
      "codecs[1].prefix: expected null",
    );
    await expect(bind("jenkins_lookup3", { prefix: [256] })).rejects.toThrow("codecs[1].prefix[0]");
  });

  it("an id is passed over where numcodecs leaves it, and refused elsewhere", async () => {
    await expect(bind("fletcher32", { id: "fletcher32" })).resolves.toBeDefined();
    await expect(bind("fletcher32", { ident: 1 })).rejects.toThrow("codecs[1].ident: is not a known field");
    await expect(bind("crc32c", { id: "crc32c" }, 3)).rejects.toThrow("codecs[1].configuration.id");
  });
});
