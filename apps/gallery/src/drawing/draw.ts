import { type ColormapName, colormap } from "./colormap.js";
import { blank, type Picture, type Values } from "./picture.js";
import { type IsMissing, valueRange } from "./value-range.js";

export interface Style {
  readonly colormap?: ColormapName;
  /** Where the first row is. Default "upper"; fields whose rows go north have it below. */
  readonly origin?: "upper" | "lower";
  /** Values of the first and the last colour; by default the least and the greatest there are. */
  readonly range?: readonly [number, number];
  readonly isMissing?: IsMissing;
}

/**
 * Draws rows × columns through a colormap, or rows × columns × 3 or 4 of uint8 as they are (red, green, blue, alpha).
 * Missing values stay transparent; infinite ones get the first or last colour.
 */
export function draw(values: Values, style: Style = {}): Picture {
  const [rows, columns, channels] = values.shape;
  const isColor = values.shape.length === 3 && (channels === 3 || channels === 4) && values.data instanceof Uint8Array;
  if (rows === undefined || columns === undefined || (values.shape.length > 2 && !isColor)) {
    throw new Error(
      `A picture has rows and columns, or rows, columns and 3 or 4 uint8 channels; the selection has shape [${values.shape}]. ` +
        "Select with integers until two axes are left.",
    );
  }
  if (rows === 0 || columns === 0)
    throw new Error(`There is nothing to draw: the selection has shape [${values.shape}].`);
  return isColor ? drawColor(values, style) : drawPlane(values, style);
}

function drawPlane(
  values: Values,
  { colormap: name = "gray", origin, range, isMissing = Number.isNaN }: Style,
): Picture {
  const colors = colormap(name);
  const count = colors.length / 3;
  const [least, greatest] = range ?? valueRange(values, isMissing);
  const scale = greatest > least ? count / (greatest - least) : 0;
  return paint(values, origin, (pixels, to, from) => {
    const value = Number(values.data[from]);
    if (isMissing(value)) return;
    const color = 3 * Math.min(count - 1, Math.max(0, Math.floor((value - least) * scale)));
    pixels[to] = colors[color]!;
    pixels[to + 1] = colors[color + 1]!;
    pixels[to + 2] = colors[color + 2]!;
    pixels[to + 3] = 255;
  });
}

function drawColor(values: Values, { origin }: Style): Picture {
  const channels = values.shape[2]!;
  const step = values.strides[2]!;
  return paint(values, origin, (pixels, to, from) => {
    pixels[to + 3] = 255;
    for (let channel = 0; channel < channels; channel++)
      pixels[to + channel] = values.data[from + channel * step] as number;
  });
}

function paint(
  { shape, strides, offset }: Values,
  origin: Style["origin"],
  pixel: (pixels: Picture["pixels"], to: number, from: number) => void,
): Picture {
  const [height, width] = shape as [number, number];
  const picture = blank(width, height);
  for (let row = 0, to = 0; row < height; row++) {
    let from = offset + (origin === "lower" ? height - 1 - row : row) * strides[0]!;
    for (let column = 0; column < width; column++, to += 4, from += strides[1]!) pixel(picture.pixels, to, from);
  }
  return picture;
}
