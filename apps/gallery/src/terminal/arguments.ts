import { parseArgs } from "node:util";
import { type ColormapName, colormapNames } from "../drawing/colormap.js";

export const usage = `Zarr, opened by URL and drawn.

  npm start                          the examples, from data that lies in this repository
  npm start -- URL [SELECTION]       one array: http, https, s3, gs, or a path; SELECTION as in NumPy: "0, 0, 28, :, :"

  --colormap NAME                    ${colormapNames.join(", ")}
  --origin upper|lower               where the first row is drawn
  --once                             end when the examples are drawn, which is what happens anyway
  --help                             this text

Pictures are written to out/.`;

export type Wish =
  | { readonly kind: "help" }
  | { readonly kind: "examples" }
  | {
      readonly kind: "array";
      readonly url: string;
      readonly selection: string | undefined;
      readonly colormap: ColormapName | undefined;
      readonly origin: "upper" | "lower" | undefined;
    };

/** What the command line asks for. Throws with a sentence about what is wrong with it. */
export function parseArguments(words: readonly string[]): Wish {
  const { values, positionals } = parseArgs({
    // A selection such as "-1" would be taken for an option.
    args: words.map((word) => (/^-[\d:]/.test(word) ? ` ${word}` : word)),
    allowPositionals: true,
    options: {
      once: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      colormap: { type: "string" },
      origin: { type: "string" },
    },
  });
  if (values.help) return { kind: "help" };
  const [url, selection, ...more] = positionals;
  if (url === undefined) return { kind: "examples" };
  if (more.length > 0) {
    throw new Error(
      `One URL and one selection are expected; quote a selection that holds spaces: "${[selection, ...more].join(" ")}".`,
    );
  }
  const { colormap, origin } = values;
  if (colormap !== undefined && !colormapNames.includes(colormap as ColormapName)) {
    throw new Error(`There is no colormap "${colormap}"; there are ${colormapNames.join(", ")}.`);
  }
  if (origin !== undefined && origin !== "upper" && origin !== "lower") {
    throw new Error(`--origin is upper or lower, not "${origin}".`);
  }
  return { kind: "array", url, selection, colormap: colormap as ColormapName | undefined, origin };
}
