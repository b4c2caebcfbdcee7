import { blosc } from "@zarrkit/codec-blosc";
import { gzip } from "@zarrkit/codec-gzip";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { type CreateArrayOptions, consolidate, createArray, createGroup } from "../../src/node.js";
import { codecSamples } from "./codec-samples.js";
import { gridSamples } from "./grid-samples.js";
import { little, numbers, type Sample } from "./sample.js";
import type { Specimen } from "./specimen.js";
import { typeSamples } from "./type-samples.js";
import { version2Samples } from "./version-2-samples.js";

/** One array each, and hierarchies of some. */
export async function writtenSpecimens(): Promise<Specimen[]> {
  const specimens: Specimen[] = [];
  const samples = { ...gridSamples, ...codecSamples, ...typeSamples, ...version2Samples };
  for (const [name, sample] of Object.entries(samples)) {
    const values = new Map<Key, Bytes>();
    await write(values, "", sample);
    const { covered, lossless } = sample;
    specimens.push({
      name,
      values,
      arrays: [""],
      ...(covered && { covered }),
      ...(lossless === false && { lossless }),
    });
  }
  for (const format of [2, 3] as const) {
    specimens.push(await tree(format, false), await tree(format, true));
  }
  specimens.push(await image());
  return specimens;
}

async function write(store: Map<Key, Bytes>, path: string, { options, values = numbers }: Sample): Promise<void> {
  const common = { shape: [7, 5], chunks: [3, 2], dataType: "uint16", attributes: { unit: "m", list: [1, 2.5, null] } };
  const array = await createArray({ store, path }, { ...common, ...options } as CreateArrayOptions);
  if (values.length > 0) await array.set(null, nested(values, array.shape) as never);
}

function nested(values: readonly unknown[], [length, ...inner]: readonly number[]): unknown {
  if (length === undefined) return values[0];
  const each = values.length / length;
  return Array.from({ length }, (_, i) => nested(values.slice(i * each, (i + 1) * each), inner));
}

async function tree(format: 2 | 3, consolidated: boolean): Promise<Specimen> {
  const store = new Map<Key, Bytes>();
  const group = await createGroup(store, { format, attributes: { title: "tree" } });
  await createGroup({ store, path: "a/b" }, { format });
  await write(store, "x", { options: { format, codecs: [gzip()] } });
  await write(store, "a/b/y", { options: { format, dataType: "int8" } });
  if (consolidated) await consolidate(group);
  const name = `tree of v${format}${consolidated ? ", consolidated" : ""}`;
  return { name, values: store, arrays: ["x", "a/b/y"] };
}

/** As OME-Zarr lays images out. */
async function image(): Promise<Specimen> {
  const store = new Map<Key, Bytes>();
  const scale = (factor: number) => [{ type: "scale", scale: [factor, factor] }];
  const axes = ["y", "x"].map((name) => ({ name, type: "space", unit: "micrometer" }));
  const datasets = ["0", "1"].map((path, level) => ({ path, coordinateTransformations: scale(2 ** level) }));
  await createGroup(store, { attributes: { ome: { version: "0.5", multiscales: [{ axes, datasets }] } } });
  for (const { path } of datasets) {
    await write(store, path, { options: { dimensionNames: ["y", "x"], codecs: [little, blosc({ cname: "zstd" })] } });
  }
  return { name: "image", values: store, arrays: ["0", "1"] };
}
