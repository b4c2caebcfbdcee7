import { type Picture, resize } from "../drawing/picture.js";

/** Characters by how much ink they have, for terminals without colours; a blank is where nothing is drawn. */
const shades = ".:-=+*#%@";

/**
 * A picture as lines of text that fit into `columns` × `lines` characters, each of which is about twice as high as wide.
 * In colour, every character shows two pixels: the upper as "▀", the lower as its background. Without, its brightness.
 */
export function printPicture(picture: Picture, columns: number, lines: number, inColor: boolean): string[] {
  const scale = Math.min(columns / picture.width, (2 * lines) / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round((picture.height * scale) / 2));
  const small = resize(picture, width, inColor ? 2 * height : height);
  const drawn = (row: number) => small.pixels.subarray(4 * row * width, 4 * (row + 1) * width).some((part) => part > 0);
  const rows = Array.from({ length: small.height }, (_, row) => row).filter(drawn);
  // Rows above and below everything that is drawn are left out, in steps of what one line of text shows.
  const step = inColor ? 2 : 1;
  const first = Math.floor((rows[0] ?? 0) / step);
  const end = Math.floor((rows.at(-1) ?? 0) / step) + 1;
  return Array.from({ length: end - first }, (_, line) => {
    return inColor ? colorLine(small, 2 * (first + line)) : shadeLine(small, first + line);
  });
}

function colorLine(picture: Picture, row: number): string {
  let line = "";
  let last = "";
  for (let column = 0; column < picture.width; column++) {
    const upper = colorAt(picture, row, column);
    const lower = colorAt(picture, row + 1, column);
    // An empty half must not be painted over, so the other half decides which block is drawn.
    const codes = upper ? `0;38;2;${upper}${lower ? `;48;2;${lower}` : ""}` : lower ? `0;38;2;${lower}` : "0";
    if (codes !== last) line += `\u001b[${codes}m`;
    last = codes;
    line += upper ? "▀" : lower ? "▄" : " ";
  }
  return `${line}\u001b[0m`;
}

function colorAt({ width, pixels }: Picture, row: number, column: number): string | undefined {
  const at = 4 * (row * width + column);
  return pixels[at + 3]! < 128 ? undefined : `${pixels[at]};${pixels[at + 1]};${pixels[at + 2]}`;
}

function shadeLine({ width, pixels }: Picture, row: number): string {
  let line = "";
  for (let at = 4 * row * width; at < 4 * (row + 1) * width; at += 4) {
    // Luminance as Rec. 709 weighs the primaries.
    const bright = 0.2126 * pixels[at]! + 0.7152 * pixels[at + 1]! + 0.0722 * pixels[at + 2]!;
    line +=
      pixels[at + 3]! < 128 ? " " : shades[Math.min(shades.length - 1, Math.floor((bright / 256) * shades.length))];
  }
  return line.trimEnd();
}
