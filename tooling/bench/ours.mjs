import { blosc } from "@zarrkit/codec-blosc";
import { crc32c } from "@zarrkit/codec-checksum";
import { bitround, delta, fixedscaleoffset, numcodecsPackbits as packbits, shuffle } from "@zarrkit/codec-filters";
import { gzip } from "@zarrkit/codec-gzip";
import { lz4 } from "@zarrkit/codec-lz4";
import { zstd } from "@zarrkit/codec-zstd";
import { codecTools, createRegistry } from "@zarrkit/core";
import { containerOf, viewOf } from "./containers.mjs";

const plugins = { blosc, crc32c, bitround, delta, fixedscaleoffset, packbits, shuffle, gzip, lz4, zstd };
const tools = codecTools(createRegistry());

/**
 * Our codec, by the interface that plugins have; whatever may be reused from call to call is.
 * @param {import("./task.mjs").Task} task
 * @returns {Promise<import("./task.mjs").Call>}
 */
export async function ours(task) {
  const { id } = task.configuration;
  const plugin = plugins[id]();
  const codecModule = await plugin.load();
  const config = codecModule.parse(task.configuration, { name: id, format: 2, path: "codec" });
  const bind = (spec) => codecModule.bind(config, spec, tools);
  return plugin.stage === "array-array" ? arrayCall(bind, task) : bytesCall(bind, task);
}

async function bytesCall(bind, { direction, elementSize, raw, encoded }) {
  const size = { exact: raw.length };
  const codec = await bind({ size, elementSize });
  if (direction === "encode") return () => (codec.encode ?? codec.encodeAsync)(raw);
  if (direction === "decodeAsync") return () => codec.decodeAsync(encoded, size);
  if (direction === "decodeLent") return () => codec.decode(encoded, size);
  const out = codec.result === "source" ? undefined : new Uint8Array(raw.length);
  return () => codec.decode(encoded, size, out);
}

async function arrayCall(bind, { direction, dataType, elementSize, raw, encoded }) {
  const type = await tools.dataType(dataType, { name: dataType, format: 3, path: "data_type" });
  const shape = [raw.length / elementSize];
  const codec = await bind({ ...type, shape, fillValue: new Uint8Array(elementSize) });
  const view = (name, bytes) => viewOf(containerOf(name, bytes));
  const packedType = codec.encodedSpec.dataType.name;
  const [method, from, to] =
    direction === "encode"
      ? [codec.encode, view(dataType, raw), view(packedType, new Uint8Array(encoded.length))]
      : [codec.decode, view(packedType, encoded), view(dataType, new Uint8Array(raw.length))];
  const out = new Uint8Array(to.data.buffer);
  return () => {
    method(from, to);
    return out;
  };
}
