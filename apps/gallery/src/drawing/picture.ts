/** Pixels as a canvas has them: red, green, blue, alpha, rows from the top. Alpha 0 is where nothing is drawn. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** What is drawn: a window onto elements in memory, as `get` returns it. */
export interface Values {
  readonly data: ArrayLike<unknown>;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

export function blank(width: number, height: number): Picture {
  return { width, height, pixels: new Uint8ClampedArray(4 * width * height) };
}

/** Each pixel as a square of `factor` × `factor`. */
export function enlarge(picture: Picture, factor: number): Picture {
  const large = blank(picture.width * factor, picture.height * factor);
  const source = new Uint32Array(picture.pixels.buffer);
  const target = new Uint32Array(large.pixels.buffer);
  for (let row = 0, at = 0; row < large.height; row++) {
    const start = Math.floor(row / factor) * picture.width;
    for (let column = 0; column < large.width; column++) target[at++] = source[start + Math.floor(column / factor)]!;
  }
  return large;
}

/**
 * The picture in another size: each new pixel is the mean of the old ones whose corner it covers, weighted by alpha, or
 * the one old pixel it lies in.
 */
export function resize(picture: Picture, width: number, height: number): Picture {
  const result = blank(width, height);
  for (let row = 0, at = 0; row < height; row++) {
    const [top, bottom] = span(row, height, picture.height);
    for (let column = 0; column < width; column++, at += 4) {
      const [left, right] = span(column, width, picture.width);
      const sum = [0, 0, 0, 0];
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const from = 4 * (y * picture.width + x);
          const alpha = picture.pixels[from + 3]!;
          sum[3]! += alpha;
          for (let part = 0; part < 3; part++) sum[part]! += alpha * picture.pixels[from + part]!;
        }
      }
      const alpha = sum[3]!;
      for (let part = 0; part < 3; part++) result.pixels[at + part] = alpha === 0 ? 0 : sum[part]! / alpha;
      result.pixels[at + 3] = alpha / ((bottom - top) * (right - left));
    }
  }
  return result;
}

function span(index: number, count: number, length: number): [start: number, end: number] {
  const start = Math.floor((index * length) / count);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * length) / count))];
}
