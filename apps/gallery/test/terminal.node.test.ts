import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Picture } from "../src/drawing/picture.js";
import { parseArguments } from "../src/terminal/arguments.js";
import { png } from "../src/terminal/png.js";
import { printPicture } from "../src/terminal/print-picture.js";

function picture(width: number, ...colors: readonly (readonly number[])[]): Picture {
  return { width, height: colors.length / width, pixels: Uint8ClampedArray.from(colors.flat()) };
}

const red = [255, 0, 0, 255];
const white = [255, 255, 255, 255];
const nothing = [0, 0, 0, 0];

describe("the command line", () => {
  it("draws the examples when nothing is named, with or without --once", () => {
    expect(parseArguments([])).toEqual({ kind: "examples" });
    expect(parseArguments(["--once"])).toEqual({ kind: "examples" });
  });

  it("takes a URL, a selection and how to draw", () => {
    expect(parseArguments(["http://h/a", "0, :, -1", "--colormap", "hot", "--origin", "lower"])).toEqual({
      kind: "array",
      url: "http://h/a",
      selection: "0, :, -1",
      colormap: "hot",
      origin: "lower",
    });
  });

  it("takes a selection that begins with a minus", () => {
    expect(parseArguments(["http://h/a", "-1, ::2"])).toMatchObject({ selection: " -1, ::2" });
  });

  it("says what is wrong", () => {
    expect(() => parseArguments(["a", "0", "1"])).toThrow('quote a selection that holds spaces: "0 1"');
    expect(() => parseArguments(["a", "--colormap", "jet"])).toThrow('no colormap "jet"; there are gray, Oranges');
    expect(() => parseArguments(["a", "--origin", "left"])).toThrow("upper or lower");
    expect(() => parseArguments(["a", "--colour"])).toThrow("--colour");
  });
});

describe("a picture in the terminal", () => {
  it("shows two pixels per character in colour, and leaves transparent ones to the background", () => {
    const [line, ...more] = printPicture(picture(3, red, white, nothing, white, nothing, red), 3, 10, true);
    expect(more).toEqual([]);
    expect(line).toBe(
      "\u001b[0;38;2;255;0;0;48;2;255;255;255m▀\u001b[0;38;2;255;255;255m▀\u001b[0;38;2;255;0;0m▄\u001b[0m",
    );
  });

  it("shows brightness where there are no colours", () => {
    expect(printPicture(picture(3, red, white, nothing, red, white, nothing), 3, 10, false)).toEqual([":@"]);
  });

  it("leaves out what is empty above and below", () => {
    const middle = [
      nothing,
      nothing,
      nothing,
      nothing,
      white,
      nothing,
      nothing,
      nothing,
      nothing,
      nothing,
      nothing,
      nothing,
    ];
    expect(printPicture(picture(1, ...middle), 1, 6, false)).toEqual(["@"]);
    expect(printPicture(picture(1, ...middle), 1, 6, true)).toHaveLength(1);
    expect(printPicture(picture(1, nothing), 1, 1, true)).toHaveLength(1);
  });

  it("keeps the proportions within the space there is", () => {
    const wide = picture(40, ...Array.from({ length: 40 * 20 }, () => white));
    expect(printPicture(wide, 20, 100, false).map((line) => line.length)).toEqual([20, 20, 20, 20, 20]);
    expect(printPicture(wide, 100, 2, false).map((line) => line.length)).toEqual([8, 8]);
  });
});

describe("a PNG", () => {
  it("holds the pixels row by row, every part with the checksum that the format demands", () => {
    const file = Buffer.from(png(picture(2, red, white, nothing, red)));
    expect(file.subarray(1, 4).toString()).toBe("PNG");
    // The checksum of an empty IEND is a constant of the format.
    expect(file.subarray(-12).toString("hex")).toBe("0000000049454e44ae426082");
    expect(file.subarray(8, 33).toString("hex")).toBe("0000000d494844520000000200000002080600000072b60d24");
    const length = file.readUInt32BE(33);
    expect([...inflateSync(file.subarray(41, 41 + length))]).toEqual([0, ...red, ...white, 0, ...nothing, ...red]);
  });
});
