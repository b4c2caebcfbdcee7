import {
  type ArrayToArray,
  type BytesToBytes,
  type ChunkSpec,
  type CodecPlugin,
  type DataType,
  type DataTypePlugin,
  type Extension,
  invalid,
  type Origin,
  type Pipeline,
  type SyncArray,
  type SyncBytes,
  type Tools,
} from "../../src/index.js";
import { cOrder, copy, countOf, positionsOf } from "./arrays.js";
import { int32, uint64 } from "./numbers.js";

/** What core would hand to codecs, reduced to synchronous stages: shows that the interfaces compose. */
export function toolsOf(codecs: readonly CodecPlugin[], types: readonly DataTypePlugin<any, any, any>[] = []): Tools {
  const numbers: Readonly<Record<string, DataType>> = {
    int32: int32 as unknown as DataType,
    uint64: uint64 as unknown as DataType,
  };

  async function bindOne<S extends CodecPlugin["stage"]>(stage: S, entry: Extension, spec: never, origin: Origin) {
    const plugin = codecs.find(
      (codec) => codec.stage === stage && [codec.name, ...(codec.aliases ?? [])].includes(entry.name),
    );
    if (plugin === undefined) return undefined;
    const module = await (plugin as CodecPlugin<S>).load();
    return module.bind(module.parse(entry.configuration, { ...origin, name: entry.name }), spec, tools);
  }

  const tools: Tools = {
    async bindPipeline(list, spec, origin) {
      const layers: ArrayToArray[] = [];
      const rest = list.map((entry, i) => ({ entry, at: { ...origin, path: `${origin.path}[${i}]` } }));
      let inner = spec;
      for (let next = rest[0]; next; next = rest[0]) {
        const layer = await bindOne("array-array", next.entry, inner as never, next.at);
        if (layer === undefined) break;
        layers.push(layer);
        inner = layer.encodedSpec;
        rest.shift();
      }
      const [serializer, ...filters] = rest;
      const array = serializer && (await bindOne("array-bytes", serializer.entry, inner as never, serializer.at));
      if (array?.encode === undefined || array.decodeInto === undefined) {
        throw invalid(serializer?.at.path ?? origin.path, "no synchronous array → bytes codec here");
      }
      const elementSize = inner.dataType.itemSize ?? 1;
      const bytes = await tools.bindBytes(
        filters.map(({ entry }) => entry),
        { size: array.encodedSize, elementSize },
        origin,
      );
      return pipelineOf(
        spec,
        layers,
        array as SyncArray & Pick<Pipeline, "encodedSize" | "subchunks">,
        bytes,
        filters.length === 0,
      );
    },

    async bindBytes(list, spec, origin) {
      const stages: (SyncBytes & BytesToBytes)[] = [];
      for (const [i, entry] of list.entries()) {
        const bound = await bindOne("bytes-bytes", entry, spec as never, { ...origin, path: `${origin.path}[${i}]` });
        if (!bound?.decode || !bound.encode) throw invalid(`${origin.path}[${i}]`, `no synchronous ${entry.name} here`);
        stages.push(bound as SyncBytes & BytesToBytes);
      }
      const sizes = (size: Parameters<BytesToBytes["encodedSize"]>[0]) =>
        stages.reduce((all, stage) => [...all, stage.encodedSize(all.at(-1) ?? size)], [size]);
      return {
        encodedSize: (decoded) => sizes(decoded).at(-1) ?? decoded,
        encode: (source) => stages.reduce((bytes, stage) => stage.encode(bytes), source),
        decode(source, size, out) {
          const bounds = sizes(size);
          const last = stages.reduceRight((bytes, stage, i) => stage.decode(bytes, bounds[i] ?? size), source);
          out?.set(last);
          return out ?? last;
        },
      };
    },

    async dataType(json, origin) {
      const { name, configuration } =
        typeof json === "string" ? { name: json, configuration: undefined } : (json as Extension);
      const known = numbers[name === "<i4" ? "int32" : name];
      if (known) return { dataType: known };
      const plugin = types.find((type) => type.name === name);
      if (plugin === undefined) throw invalid(origin.path, `no data type ${name} here`);
      return { dataType: await (await plugin.load()).parse(configuration, { ...origin, name }, tools) };
    },

    copy,
    scratch: ({ dataType, shape }) => cOrder(dataType.allocate(countOf(shape)), shape, dataType.lanes),
    fill({ dataType, fillValue }, destination) {
      for (const offset of positionsOf(destination)) {
        dataType.load(fillValue as Uint8Array, "little", { ...destination, offset, shape: [1], strides: [0] });
      }
    },
    isFill({ dataType, fillValue }, source) {
      const stored = new Uint8Array(dataType.itemSize ?? 0);
      return positionsOf(source).every((offset) => {
        dataType.store({ ...source, offset, shape: [1], strides: [0] }, "little", stored);
        return stored.every((byte, i) => byte === (fillValue as Uint8Array)[i]);
      });
    },
    partition: () => {
      throw invalid("partition", "none of the cases divides a region");
    },
    takeTurns: () => undefined,
    limits: { decodedBytes: 2 ** 30, indexEntries: 2 ** 20 },
  };
  return tools;
}

/** Layouts push the destination down as strides; values are computed by way of scratch arrays. */
function pipelineOf(
  spec: ChunkSpec,
  layers: readonly ArrayToArray[],
  array: SyncArray & Pick<Pipeline, "encodedSize" | "subchunks">,
  bytes: BytesToBytes,
  plain: boolean,
): Pipeline & SyncArray {
  const arrayOf = ({ dataType, shape }: ChunkSpec) => cOrder(dataType.allocate(countOf(shape)), shape, dataType.lanes);
  return {
    spec,
    encodedSize: bytes.encodedSize(array.encodedSize),
    encode(source) {
      let view = source;
      for (const layer of layers) {
        const laid = layer.layout?.(view);
        if (laid === undefined && !layer.layout) {
          const next = arrayOf(layer.encodedSpec);
          layer.encode(view, next);
          view = next;
        } else if (laid) view = laid;
      }
      return bytes.encode?.(array.encode(view)) ?? array.encode(view);
    },
    decodeInto(source, destination, region) {
      const encoded = bytes.decode?.(source, array.encodedSize) ?? source;
      const last = layers.at(-1);
      if (region === undefined && layers.every((layer) => layer.layout)) {
        return array.decodeInto(
          encoded,
          layers.reduce((view, layer) => layer.layout?.(view) ?? view, destination),
        );
      }
      let view = arrayOf(last?.encodedSpec ?? spec);
      array.decodeInto(encoded, view);
      for (const [i, layer] of [...layers.entries()].reverse()) {
        const next = arrayOf(layers[i - 1]?.encodedSpec ?? spec);
        if (layer.layout) copy(view, layer.layout(next) ?? next);
        else layer.decode(view, next);
        view = next;
      }
      copy(region ? { ...view, ...strided(view.strides, region) } : view, destination);
    },
    ...(plain && layers.length === 0 && array.subchunks && { subchunks: array.subchunks }),
  };
}

function strided(strides: readonly number[], region: NonNullable<Parameters<SyncArray["decodeInto"]>[2]>) {
  return {
    offset: region.start.reduce((sum, start, axis) => sum + start * (strides[axis] ?? 0), 0),
    shape: region.shape,
    strides: strides.map((stride, axis) => stride * (region.step?.[axis] ?? 1)),
  };
}
