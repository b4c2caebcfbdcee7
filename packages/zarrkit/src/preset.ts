import { blosc } from "@zarrkit/codec-blosc";
import { bz2 } from "@zarrkit/codec-bz2";
import * as checksums from "@zarrkit/codec-checksum";
import { conditional } from "@zarrkit/codec-conditional";
import * as filters from "@zarrkit/codec-filters";
import { gzip, zlib } from "@zarrkit/codec-gzip";
import { lz4 } from "@zarrkit/codec-lz4";
import { lzma } from "@zarrkit/codec-lzma";
import { n5 } from "@zarrkit/codec-n5";
import { optional, optionalType } from "@zarrkit/codec-optional";
import { sharding } from "@zarrkit/codec-sharding";
import * as vlens from "@zarrkit/codec-vlen";
import { zstd } from "@zarrkit/codec-zstd";
import type { AnyPlugin, CodecPlugin } from "@zarrkit/plugin-api";
import { http } from "@zarrkit/store-http";
import { indexeddb } from "@zarrkit/store-indexeddb";
import { opfs } from "@zarrkit/store-opfs";
import { reference } from "@zarrkit/store-reference";
import { s3 } from "@zarrkit/store-s3";
import { zip } from "@zarrkit/store-zip";

/**
 * What is known everywhere: light values only, each engine is loaded when a document asks for it. A store of browsers says
 * so when it is asked for elsewhere.
 */
export function preset(): readonly AnyPlugin[] {
  const families: (() => CodecPlugin)[] = [checksums, filters, vlens].flatMap((family) => Object.values(family));
  return [
    http(),
    s3(),
    indexeddb(),
    opfs(),
    reference(),
    zip(),
    blosc(),
    zstd(),
    gzip(),
    zlib(),
    lz4(),
    bz2(),
    lzma(),
    sharding(),
    conditional(),
    n5(),
    optional(),
    optionalType(),
    ...families.map((factory) => factory()),
  ];
}
