import { describe, expect, it } from "vitest";
import { createRegistry } from "../../src/registry/registry.js";
import { codecPlugin, storePlugin } from "../doubles/plugins.js";

describe("a plugin that is missing", () => {
  it("a codec of a known package: what, where, what to install, the line to add, what is there", async () => {
    const error = await createRegistry(codecPlugin("x", "bytes-bytes")).missing("codec", "crc32c", "codecs[1]");
    expect(error).toMatchObject({
      code: "missing-codec",
      message:
        'codecs[1]: no codec "crc32c" is registered. Install it with "npm install @zarrkit/codec-checksum" and add: ' +
        'import { crc32c } from "@zarrkit/codec-checksum"; registry.register(crc32c()); ' +
        "Registered codecs: x, bytes, transpose.",
      fields: { path: "codecs[1]", kind: "codec", name: "crc32c", package: "@zarrkit/codec-checksum" },
    });
  });

  it("a codec under its v2 id is known by numcodecs' name", async () => {
    const error = await createRegistry().missing("codec", "adler32", "compressor");
    expect(error.message).toContain('compressor: no codec "adler32" is registered. Install it with');
    expect(error.fields["package"]).toBe("@zarrkit/codec-checksum");
  });

  it("a codec that no package is known for", async () => {
    const error = await createRegistry().missing("codec", "org.example.wavelet", "codecs[0]");
    expect(error).toMatchObject({
      code: "missing-codec",
      message:
        'codecs[0]: no codec "org.example.wavelet" is registered. No package is known for it; a plugin can be written ' +
        "(guides/add-a-codec.md) and added with registry.register(…). Registered codecs: bytes, transpose.",
    });
    expect(error.fields).not.toHaveProperty("package");
  });

  it("a store, by its scheme", async () => {
    const error = await createRegistry().missing("store", "https", "https://h/a.zarr");
    expect(error).toMatchObject({
      code: "missing-store",
      message:
        'https://h/a.zarr: no store for "https:" is registered. Install it with "npm install @zarrkit/store-http" and add: ' +
        'import { http } from "@zarrkit/store-http"; registry.register(http()); Registered stores: memory.',
    });
  });

  it("a store for paths of the file system", async () => {
    const error = await createRegistry(storePlugin("web", ["https"])).missing("store", "", "./a.zarr");
    expect(error.message).toBe(
      './a.zarr: no store for plain paths is registered. Install it with "npm install @zarrkit/store-fs" and add: ' +
        'import { fs } from "@zarrkit/store-fs"; registry.register(fs()); Registered stores: web, memory.',
    );
  });

  it.each([
    ["data-type", "data type", "unsupported-extension"],
    ["chunk-grid", "chunk grid", "unsupported-extension"],
    ["chunk-key-encoding", "chunk key encoding", "unsupported-extension"],
    ["storage-transformer", "storage transformer", "unsupported-extension"],
    ["adapter", "adapter", "missing-store"],
  ] as const)("%s: its words and its code", async (kind, words, code) => {
    const error = await createRegistry().missing(kind, "x", "here");
    expect(error.code).toBe(code);
    expect(error.message).toContain(`here: no ${words} "x" is registered.`);
    expect(error.message).toContain(`Registered ${words}s: ${kind === "data-type" ? "those of core" : "none"}.`);
    expect(error.message.includes("guides/")).toBe(kind === "data-type");
  });

  it.each([
    ["data-type", "<f4", 'Zarr v3 calls it "float32".'],
    ["data-type", "u1", 'Zarr v3 calls it "uint8".'],
    ["data-type", "Float32Array", 'Zarr v3 calls it "float32".'],
    ["data-type", "BigInt64Array", 'Zarr v3 calls it "int64".'],
    ["data-type", "double", 'Zarr v3 calls it "float64".'],
    ["data-type", "<U5", 'Zarr v3 calls it "string".'],
    ["data-type", "S5", '{ name: "null_terminated_bytes", configuration: { length_bytes: 5 } }'],
    ["data-type", "datetime64[ns]", 'configuration: { unit: "ns", scale_factor: 1 }'],
    ["data-type", "Uint8ClampedArray", 'Zarr v3 calls it "uint8".'],
    ["data-type", "<c16", 'Zarr v3 calls it "complex128".'],
    ["data-type", "float128", "No package is known for it"],
    ["data-type", "<f16", "No package is known for it"],
    ["data-type", "f", "No package is known for it"],
    ["data-type", "constructor", "No package is known for it"],
    ["store", "gcs", 'Write "gs:" for it.'],
    ["store", "abfs", "https://ACCOUNT.blob.core.windows.net/"],
    ["store", "zip", "No package is known for it"],
  ] as const)("%s %s, as other tools call it: %s", async (kind, name, words) => {
    expect((await createRegistry().missing(kind, name, "here")).message).toContain(words);
  });

  it("a store in a chain as fsspec spells it", async () => {
    const error = await createRegistry().missing("store", "zip", "zip::/data/a.zip");
    expect(error.message).toContain("https://example.org/a.zip|zip:path/in/it");
  });

  it("names from documents find nothing that every object inherits, and do not flood the message", async () => {
    for (const name of ["constructor", "__proto__", "hasOwnProperty"]) {
      const error = await createRegistry().missing("codec", name, "codecs[0]");
      expect(error.message).toContain("No package is known for it");
    }
    const error = await createRegistry().missing("codec", "x".repeat(100_000), "codecs[0]");
    expect(error.message.length).toBeLessThan(1000);
  });
});
