import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RecordedFile, recordedCases } from "../../../test-utils/numcodecs-fixtures/src/recorded.js";

/** A v3 array of two chunks with their checksums; answers its values. */
export function writeChecksummed(folder: string): readonly number[] {
  mkdirSync(join(folder, "c"), { recursive: true });
  const metadata = {
    zarr_format: 3,
    node_type: "array",
    shape: [6],
    data_type: "uint8",
    chunk_grid: { name: "regular", configuration: { chunk_shape: [3] } },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: 0,
    codecs: [{ name: "bytes" }, { name: "crc32c" }],
  };
  writeFileSync(join(folder, "zarr.json"), JSON.stringify(metadata));
  // The checksums are those of google-crc32c, little-endian.
  writeFileSync(join(folder, "c/0"), Uint8Array.of(1, 2, 3, 0x1e, 0xf2, 0x30, 0xf1));
  writeFileSync(join(folder, "c/1"), Uint8Array.of(4, 5, 6, 0x23, 0x19, 0x33, 0x85));
  return [1, 2, 3, 4, 5, 6];
}

/** A v2 array of one chunk of bytes, as numcodecs compressed them; answers its values. */
export function writeCompressed(folder: string, recorded: RecordedFile): readonly number[] {
  mkdirSync(folder, { recursive: true });
  const { configuration, decoded, encoded } = recordedCases(recorded).find(({ array }) => array === "doubles")!;
  const { length } = decoded;
  const metadata = { zarr_format: 2, shape: [length], chunks: [length], dtype: "|u1", order: "C", fill_value: 0 };
  writeFileSync(join(folder, ".zarray"), JSON.stringify({ ...metadata, filters: null, compressor: configuration }));
  writeFileSync(join(folder, "0"), encoded);
  return [...decoded];
}
