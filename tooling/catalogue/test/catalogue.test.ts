import { expect, it } from "vitest";
import { buildCatalogue, camelCase, printCatalogue } from "../generate.mjs";

const one = (name: string, zarrkit: object) => ({ name, manifest: { zarrkit } });

it("names the function to call for every name, alias and scheme", () => {
  const table = buildCatalogue([
    one("@zarrkit/codec-gzip", { codec: ["gzip", "zlib"], aliases: ["numcodecs.gzip", "numcodecs.zlib"] }),
    one("@zarrkit/codec-vlen", { codec: ["vlen-utf8", "numcodecs.json2"], aliases: { "zarrs.vlen": "vlen-utf8" } }),
    one("@zarrkit/store-http", { store: ["http", "https"] }),
    one("bits", { codec: ["packbits", "numcodecs.packbits"], factory: { "numcodecs.packbits": "numcodecsPackbits" } }),
    one("maybe", {
      codec: ["zarrs.optional"],
      "data-type": ["zarrs.optional"],
      aliases: { optional: "zarrs.optional" },
      factory: { "codec zarrs.optional": "optional", "data-type zarrs.optional": "optionalType" },
    }),
    one("their-type", { "data-type": ["fixed_length_utf32"], factory: "text" }),
  ]);
  expect(table).toEqual({
    codec: {
      gzip: ["@zarrkit/codec-gzip", "gzip"],
      zlib: ["@zarrkit/codec-gzip", "zlib"],
      "numcodecs.gzip": ["@zarrkit/codec-gzip", "gzip"],
      "numcodecs.zlib": ["@zarrkit/codec-gzip", "zlib"],
      "vlen-utf8": ["@zarrkit/codec-vlen", "vlenUtf8"],
      "numcodecs.json2": ["@zarrkit/codec-vlen", "json2"],
      "zarrs.vlen": ["@zarrkit/codec-vlen", "vlenUtf8"],
      packbits: ["bits", "packbits"],
      "numcodecs.packbits": ["bits", "numcodecsPackbits"],
      "zarrs.optional": ["maybe", "optional"],
      optional: ["maybe", "optional"],
    },
    store: { http: ["@zarrkit/store-http", "http"], https: ["@zarrkit/store-http", "http"] },
    "data-type": {
      "zarrs.optional": ["maybe", "optionalType"],
      optional: ["maybe", "optionalType"],
      fixed_length_utf32: ["their-type", "text"],
    },
  });
});

it("refuses an alias of nothing, a kind that is none, and two packages for one name", () => {
  const stray = one("a", { codec: ["gzip", "zlib"], aliases: ["numcodecs.zstd"] });
  expect(() => buildCatalogue([stray])).toThrow("a: alias numcodecs.zstd belongs to none of gzip, zlib.");
  expect(() => buildCatalogue([one("a", { codecs: ["gzip"] })])).toThrow('"zarrkit.codecs" is no kind of plugin');
  const twice = [one("a", { codec: ["gzip"] }), one("b", { codec: ["gzip"] })];
  expect(() => buildCatalogue(twice)).toThrow("codec gzip is brought by both a and b.");
});

it("lets packages of this repository win over the community's", () => {
  const community = { codec: { gzip: ["theirs", "gzip"], pcodec: ["their-pcodec", "pcodec"] } };
  expect(buildCatalogue([one("ours", { codec: ["gzip"] })], community).codec).toEqual({
    gzip: ["ours", "gzip"],
    pcodec: ["their-pcodec", "pcodec"],
  });
});

it("prints names that are no identifiers in quotes, sorted", () => {
  const text = printCatalogue({ codec: { "vlen-utf8": ["v", "vlenUtf8"], blosc: ["b", "blosc"] } });
  expect(text).toContain('  codec: bare({\n    blosc: ["b", "blosc"],\n    "vlen-utf8": ["v", "vlenUtf8"],\n  }),\n');
});

it("makes JavaScript names", () => {
  expect(["zstd", "vlen-utf8", "fixed_length_utf32", "packbits"].map(camelCase)).toEqual([
    "zstd",
    "vlenUtf8",
    "fixedLengthUtf32",
    "packbits",
  ]);
});
