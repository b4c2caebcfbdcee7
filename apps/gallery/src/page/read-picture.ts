import {
  createRegistry,
  get,
  keys,
  type NdArray,
  open,
  openArray,
  openGroup,
  type Progress,
  registry,
  withFallback,
  type ZarrArray,
} from "@zarrkit/core";
import { http } from "@zarrkit/store-http";
import type { ColormapName } from "../drawing/colormap.js";
import { draw } from "../drawing/draw.js";
import type { Picture } from "../drawing/picture.js";
import { missingValues } from "../drawing/value-range.js";
import { type Example, spelled } from "../examples.js";
import { type Named, namedBy } from "../reading/axes.js";
import { effort, factsOf } from "../reading/facts.js";
import { levelOf } from "../reading/level.js";
import { choosePlane, naturalOrigin, upright } from "../reading/plane.js";
import { countTraffic, type Traffic } from "../reading/traffic.js";

export interface Reading {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** An array that has been opened, and what has gone over the network for it so far. */
export interface Opened {
  readonly array: ZarrArray;
  readonly named: Named;
  readonly traffic: Traffic;
}

export interface PictureRead {
  readonly opened: Opened;
  /** What was read, in NumPy's spelling. */
  readonly selection: string;
  readonly picture: Picture;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export async function readExample(example: Example, samples: string, reading: Reading): Promise<PictureRead> {
  const { store, array: path, colormap, origin, transposed } = example;
  const { signal } = reading;
  const [plugins, traffic] = counting();
  const start = performance.now();
  const options = { registry: plugins, signal };
  const array =
    path === undefined
      ? await openArray(samples + store, options)
      : await openArray(await openGroup(samples + store, options), { path, signal });
  const values = await get(array, example.selection, reading);
  const took = effort(traffic, performance.now() - start);
  const picture = draw(transposed ? values.transpose() : values, {
    ...(colormap && { colormap }),
    ...(origin && { origin }),
    isMissing: missingValues(array),
  });
  const facts = [...factsOf(array), ["took", took]] as const;
  return { opened: { array, named: array, traffic }, selection: spelled(example.selection), picture, facts };
}

/** What the user asks for in the box. */
export interface Wish {
  readonly url: string;
  /** "" leaves the choice to the page. */
  readonly selection: string;
  readonly colormap: ColormapName | undefined;
  readonly origin: "upper" | "lower" | undefined;
}

/** Reads an array, or the array of a group that makes the best picture. `known` is what an earlier call opened. */
export async function readWish(wish: Wish, reading: Reading, known?: Opened): Promise<PictureRead> {
  const before = { requests: known?.traffic.requests ?? 0, bytes: known?.traffic.bytes ?? 0 };
  const start = performance.now();
  const opened = known ?? (await openSome(wish.url, reading.signal));
  const { array, named, traffic } = opened;
  const selection = wish.selection || choosePlane(named);
  const values: NdArray = await get(array, selection, reading);
  const spent = { requests: traffic.requests - before.requests, bytes: traffic.bytes - before.bytes };
  const took = effort(spent, performance.now() - start);
  const picture = draw(upright(values, named, selection), {
    colormap: wish.colormap ?? (array.dataType.name.startsWith("float") ? "viridis" : "gray"),
    origin: wish.origin ?? naturalOrigin(named),
    isMissing: missingValues(array),
  });
  return { opened, selection, picture, facts: [...factsOf(array), ["took", took]] };
}

async function openSome(url: string, signal: AbortSignal): Promise<Opened> {
  const [plugins, traffic] = counting();
  const node = await open(url, { registry: plugins, signal });
  if (node.kind === "array") return { array: node, named: node, traffic };
  const child = (path: string) => openArray(node, { path, signal });
  const group = { attributes: node.attributes, keys: () => keys(node, { signal }), openArray: child };
  const { path, axes } = await levelOf(group);
  const array = await child(path);
  return { array, named: namedBy(axes, array), traffic };
}

/** What the page has registered, with an HTTP store of its own in front of it whose requests are counted. */
function counting() {
  const traffic = countTraffic();
  const plugins = withFallback(createRegistry(http({ fetch: traffic.fetch })), ...registry.plugins());
  return [plugins, traffic] as const;
}
