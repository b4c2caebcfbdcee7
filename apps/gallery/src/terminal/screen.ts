import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { enlarge, type Picture } from "../drawing/picture.js";
import { png } from "./png.js";
import { printPicture } from "./print-picture.js";

/** Length in pixels that the longer edge of a written picture reaches at least. */
const pictureEdge = 600;

/** Where the gallery prints and writes: a terminal with colours, or plain text. */
export interface Screen {
  readonly columns: number;
  readonly lines: number;
  readonly inColor: boolean;
  print(line: string): void;
  /** Folder for pictures, relative to the working directory. */
  readonly folder: string;
}

/** Colours where a person looks at a terminal that has them, unless `NO_COLOR` is set (no-color.org). */
export function standardScreen(): Screen {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const asked = FORCE_COLOR !== undefined && FORCE_COLOR !== "0";
  return {
    columns: Math.min(process.stdout.columns ?? 80, 100),
    lines: 28,
    inColor: !NO_COLOR && (asked || (process.stdout.isTTY && TERM !== "dumb")),
    print: (line) => void process.stdout.write(`${line}\n`),
    folder: "out",
  };
}

export function heading(screen: Screen, text: string): void {
  const line = "─".repeat(Math.max(2, screen.columns - text.length - 4));
  screen.print(screen.inColor ? `\n\u001b[1m── ${text}\u001b[0m \u001b[2m${line}\u001b[0m` : `\n── ${text} ${line}`);
}

export function code(screen: Screen, lines: readonly string[]): void {
  for (const line of lines) screen.print(screen.inColor ? `  \u001b[36m${line}\u001b[0m` : `  ${line}`);
  screen.print("");
}

export function facts(screen: Screen, entries: readonly (readonly [string, string])[]): void {
  for (const [name, value] of entries) {
    const label = name.padEnd(10);
    screen.print(screen.inColor ? `  \u001b[2m${label}\u001b[0m ${value}` : `  ${label} ${value}`);
  }
}

/** Draws into the terminal and writes `name`.png. */
export async function showPicture(screen: Screen, picture: Picture, name: string): Promise<void> {
  const factor = Math.max(1, Math.ceil(pictureEdge / Math.max(picture.width, picture.height)));
  const path = join(screen.folder, `${name}.png`);
  await mkdir(screen.folder, { recursive: true });
  await writeFile(path, png(enlarge(picture, factor)));
  screen.print("");
  for (const line of printPicture(picture, screen.columns - 4, screen.lines, screen.inColor)) screen.print(`  ${line}`);
  screen.print("");
  facts(screen, [["picture", path]]);
}
