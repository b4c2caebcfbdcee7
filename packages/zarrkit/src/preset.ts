import { blosc } from "@zarrkit/codec-blosc";
import { adler32, crc32, crc32c, fletcher32, jenkinsLookup3 } from "@zarrkit/codec-checksum";
import { gzip, zlib } from "@zarrkit/codec-gzip";
import { lz4 } from "@zarrkit/codec-lz4";
import { zstd } from "@zarrkit/codec-zstd";
import type { AnyPlugin } from "@zarrkit/plugin-api";
import { http } from "@zarrkit/store-http";

/** What works everywhere: light values only, each engine is loaded when a document asks for it. */
export function preset(): readonly AnyPlugin[] {
  return [http(), blosc(), zstd(), gzip(), zlib(), lz4(), crc32c(), crc32(), adler32(), fletcher32(), jenkinsLookup3()];
}
