import { get, keys, type NdArray, open, openArray, type Progress, type ZarrArray } from "@zarrkit/core";
import type { ColormapName } from "../drawing/colormap.js";
import { draw } from "../drawing/draw.js";
import type { Picture } from "../drawing/picture.js";
import { missingValues } from "../drawing/value-range.js";
import { type Example, spelled } from "../examples.js";
import { effort, factsOf } from "../reading/facts.js";
import { levelOf } from "../reading/level.js";
import { choosePlane, naturalOrigin, upright } from "../reading/plane.js";
import { type Request, requestsTo } from "../reading/traffic.js";

export interface PictureRead {
  readonly array: ZarrArray;
  /** What was read, in NumPy's spelling. */
  readonly selection: string;
  readonly picture: Picture;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export interface Reading {
  /** Every request of the page. */
  readonly log: readonly Request[];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export function readExample(example: Example, samples: string, reading: Reading): Promise<PictureRead> {
  const { store, array: path, colormap, origin, transposed } = example;
  return timed(samples + store, reading, async () => {
    const array = await openArray(samples + store, { path, signal: reading.signal });
    const values = await get(array, example.selection, reading);
    const picture = draw(transposed ? values.transpose() : values, {
      ...(colormap && { colormap }),
      ...(origin && { origin }),
      isMissing: missingValues(array),
    });
    return { array, selection: spelled(example.selection), picture };
  });
}

/** What the user asks for in the box. */
export interface Wish {
  readonly url: string;
  /** "" leaves the choice to the page. */
  readonly selection: string;
  readonly colormap: ColormapName | undefined;
  readonly origin: "upper" | "lower" | undefined;
}

/** Reads an array, or the array of a group that makes the best picture. `opened` is the array if it is known already. */
export function readWish(wish: Wish, reading: Reading, opened?: ZarrArray): Promise<PictureRead> {
  return timed(wish.url, reading, async () => {
    const array = opened ?? (await openSome(wish.url, reading.signal));
    const selection = wish.selection || choosePlane(array);
    const values: NdArray = await get(array, selection, reading);
    const picture = draw(upright(values, array, selection), {
      colormap: wish.colormap ?? (array.dataType.name.startsWith("float") ? "viridis" : "gray"),
      origin: wish.origin ?? naturalOrigin(array),
      isMissing: missingValues(array),
    });
    return { array, selection, picture };
  });
}

async function openSome(url: string, signal: AbortSignal): Promise<ZarrArray> {
  const node = await open(url, { signal });
  if (node.kind === "array") return node;
  const child = (path: string) => openArray(node, { path, signal });
  return child(await levelOf({ attributes: node.attributes, keys: () => keys(node, { signal }), openArray: child }));
}

async function timed(
  url: string,
  { log }: Reading,
  read: () => Promise<Omit<PictureRead, "facts">>,
): Promise<PictureRead> {
  const first = log.length;
  const start = performance.now();
  const result = await read();
  const took = effort(requestsTo(url.replace(/\/+$/, ""), log, first), performance.now() - start);
  return { ...result, facts: [...factsOf(result.array), ["took", took]] };
}
