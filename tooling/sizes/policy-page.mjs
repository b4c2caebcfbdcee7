// What runs in the pages of test/policy.test.ts: decodes chunks that the test hands in.
import { blosc } from "@zarrkit/codec-blosc";
import { gzip } from "@zarrkit/codec-gzip";
import { lz4 } from "@zarrkit/codec-lz4";
import { zstd } from "@zarrkit/codec-zstd";
import { memoryBytes } from "@zarrkit/engines/memory";

const plugins = { blosc, gzip, lz4, zstd };

/** Decodes one chunk, as text of bytes, and answers what came out likewise. */
globalThis.decode = async ({ id, configuration, encoded, length, elementSize }) => {
  const { load } = plugins[id]();
  const { parse, bind } = await load();
  const size = { exact: length };
  const config = parse(configuration, { name: id, format: 2, path: "compressor" });
  const codec = await bind(config, { size, elementSize }, {});
  const source = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  return Array.from(codec.decode(source, size), (byte) => String.fromCharCode(byte)).join("");
};

/** Bytes of the engines' memory: none where all was done in TypeScript. */
globalThis.engineBytes = () => memoryBytes().length;
