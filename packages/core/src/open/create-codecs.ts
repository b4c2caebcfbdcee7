import {
  type AnyPlugin,
  type Codec,
  type DataType,
  type DataTypePlugin,
  type Extension,
  isObject,
} from "@zarrkit/plugin-api";
import { type CodecEntry, checkOrder, resolveCodecs } from "../pipeline/codec-list.js";
import { type Registry, withPlugins } from "../registry/registry.js";
import type { CreateArrayOptions } from "./create-options.js";

/** Where codecs of a new array are written in errors. */
const origin = { name: "codecs", format: 3, path: "codecs" } as const;

const littleEndian: Extension = { name: "bytes", configuration: { endian: "little" } };

/** Plugin values need not be registered to be written with; the array's handle finds them again. */
export function registryWith({ codecs = [], dataType }: CreateArrayOptions, registry: Registry): Registry {
  const own = [...codecs, dataType].flatMap(pluginsIn);
  return own.length === 0 ? registry : withPlugins(registry, ...own);
}

/** The value itself if it is a plugin, and those it brings along. */
function pluginsIn(value: unknown): AnyPlugin[] {
  if (!isObject(value) || !("load" in value)) return [];
  const plugin = value as unknown as AnyPlugin;
  return [plugin, ...(plugin.brings ?? []).flatMap(pluginsIn)];
}

export function namedDataType(dataType: CreateArrayOptions["dataType"]): unknown {
  return isObject(dataType) && "load" in dataType ? extensionOf(dataType as unknown as DataTypePlugin) : dataType;
}

/** The user's list, found and in order, with the codec that makes bytes put in where it is missing. */
export async function codecEntries(
  codecs: readonly Codec[],
  dataType: DataType,
  registry: Registry,
): Promise<CodecEntry[]> {
  const entries = await resolveCodecs(
    codecs.map((codec) => withDefaults(extensionOf(codec), registry)),
    origin,
    registry,
  );
  if (!entries.some((entry) => entry.plugin.stage === "array-bytes")) {
    const firstBytes = entries.findIndex((entry) => entry.plugin.stage === "bytes-bytes");
    const [maker] = await resolveCodecs([bytesMaker(dataType)], origin, registry);
    entries.splice(firstBytes < 0 ? entries.length : firstBytes, 0, maker!);
  }
  await checkOrder(entries, "codecs");
  return entries;
}

function extensionOf(plugin: Codec | DataTypePlugin): Extension {
  if (typeof plugin === "string") return { name: plugin };
  const { name, configuration } = plugin;
  return { name, ...(configuration && { configuration }) };
}

/** A codec given by its name alone is written as its registered value says; under another name it is spelled otherwise. */
function withDefaults(extension: Extension, registry: Registry): Extension {
  const { name, configuration } = registry.find("codec", extension.name) ?? {};
  return { ...(configuration && name === extension.name && { configuration }), ...extension };
}

function bytesMaker({ name }: DataType): Extension {
  return { name: name === "string" ? "vlen-utf8" : name === "bytes" ? "vlen-bytes" : "bytes" };
}

/** The user's codecs moved into shards: one codec that stores many chunks to a value. */
export async function shardingEntries(
  chunkShape: readonly number[],
  inner: readonly CodecEntry[],
  registry: Registry,
): Promise<CodecEntry[]> {
  const codecs = inner.map(({ extension }) =>
    extension.name === "bytes" && !extension.configuration ? littleEndian : extension,
  );
  const configuration = {
    chunk_shape: chunkShape,
    codecs,
    index_codecs: [littleEndian, { name: "crc32c" }],
    index_location: "end",
  };
  return resolveCodecs([{ name: "sharding_indexed", configuration }], origin, registry);
}
