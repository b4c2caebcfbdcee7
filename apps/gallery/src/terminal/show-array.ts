import { resolve } from "node:path";
import { http } from "@zarrkit/store-http";
import { isZarrError, open, registry, type ZarrGroup } from "zarrkit";
import { draw } from "../drawing/draw.js";
import { missingValues } from "../drawing/value-range.js";
import { type Named, namedBy } from "../reading/axes.js";
import { effort, factsOf } from "../reading/facts.js";
import { levelOf } from "../reading/level.js";
import { choosePlane, naturalOrigin, upright } from "../reading/plane.js";
import { countTraffic } from "../reading/traffic.js";
import type { Wish } from "./arguments.js";
import { code, facts, heading, type Screen, showPicture } from "./screen.js";

/** Opens and draws what the user points at: an array, or a group's first array that makes a picture. */
export async function showArray(wish: Wish & { readonly kind: "array" }, screen: Screen): Promise<void> {
  const url = absolute(wish.url);
  const traffic = countTraffic();
  registry.register(http({ fetch: traffic.fetch }));
  const start = performance.now();
  let z = await open(url);
  let place = url;
  let named: Named | undefined;
  heading(screen, url);
  if (z.kind === "group") {
    facts(screen, [["keys", await keysOf(z)]]);
    const { path, axes } = await levelOf(z);
    z = await z.openArray(path);
    named = namedBy(axes, z);
    place = `${url.replace(/\/+$/, "")}/${path}`;
  }
  named ??= z;
  const selection = wish.selection ?? choosePlane(named);
  code(screen, [`const z = await openArray(${JSON.stringify(place)});`, `await z.get(${JSON.stringify(selection)});`]);

  const values = await z.get(selection, { onProgress: progress() });
  const took = performance.now() - start;
  facts(screen, [...factsOf(z), ["took", effort(traffic, took)]]);
  if (values.shape.length === 0) return screen.print(`\n  ${String(values.item())}`);

  const picture = draw(upright(values, named, selection), {
    colormap: wish.colormap ?? (z.dataType.name.startsWith("float") ? "viridis" : "gray"),
    origin: wish.origin ?? naturalOrigin(named),
    isMissing: missingValues(z),
  });
  await showPicture(screen, picture, fileName(place));
}

/** Most web servers cannot be asked what they hold. */
async function keysOf(group: ZarrGroup): Promise<string> {
  try {
    return (await group.keys()).join(", ") || "none";
  } catch (error) {
    if (isZarrError(error, "unsupported")) return "not told by this server";
    throw error;
  }
}

/** Chunks read so far, on one line that overwrites itself, where a person is watching. */
function progress() {
  if (!process.stderr.isTTY) return undefined;
  return ({ done, total }: { readonly done: number; readonly total: number }) =>
    void process.stderr.write(done === total ? "\r\u001b[K" : `\r  ${done} of ${total} chunks`);
}

/** Paths are the user's own: npm runs this in the repository and tells where it was called. */
function absolute(url: string): string {
  if (/^[a-z][a-z\d+.-]+:/i.test(url)) return url;
  return resolve(process.env["INIT_CWD"] ?? ".", url);
}

function fileName(url: string): string {
  const last = url
    .split(/[?#]/, 1)[0]!
    .split(/[/\\|]/)
    .filter(Boolean)
    .slice(-2)
    .join("-");
  return last.replace(/[^\w.-]+/g, "_") || "picture";
}
