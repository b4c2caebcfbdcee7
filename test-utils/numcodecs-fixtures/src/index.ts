import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One array of numcodecs' fixtures under one configuration. */
export interface NumcodecsFixture {
  readonly name: string;
  /** As numcodecs writes it into a v2 document, with its `id`. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** The array's memory, and bytes of one of its elements. */
  readonly decoded: Uint8Array;
  readonly elementSize: number;
  readonly encoded: Uint8Array;
}

/** For the title of a test that cannot run: `it.skip(`… (skipped: ${withoutFixtures})`)`. */
export const withoutFixtures = "ZARRKIT_FIXTURES does not name the folder that holds numcodecs' fixtures";

/**
 * The fixtures of one codec, below `$ZARRKIT_FIXTURES/numcodecs`: every array under every configuration. `undefined` where
 * there is no such folder. Node only.
 */
export function numcodecsFixtures(codec: string): readonly NumcodecsFixture[] | undefined {
  const root = process.env["ZARRKIT_FIXTURES"];
  const folder = root === undefined ? undefined : join(root, "numcodecs", codec);
  if (folder === undefined || !existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => name.startsWith("codec."))
    .flatMap((name) => fixturesOf(folder, name));
}

function fixturesOf(folder: string, codec: string): NumcodecsFixture[] {
  const configuration = JSON.parse(readFileSync(join(folder, codec, "config.json"), "utf8"));
  return readdirSync(join(folder, codec))
    .filter((name) => name.startsWith("encoded."))
    .map((name) => {
      const number = name.split(".")[1];
      const encoded = new Uint8Array(readFileSync(join(folder, codec, name)));
      const array = readArray(join(folder, `array.${number}.npy`));
      return { name: `array ${number} under ${JSON.stringify(configuration)}`, configuration, encoded, ...array };
    });
}

/** The bytes of a .npy file's array, version 1 (numpy.lib.format); no objects. */
function readArray(file: string): { readonly decoded: Uint8Array; readonly elementSize: number } {
  const bytes = readFileSync(file);
  const start = 10 + bytes.readUInt16LE(8);
  const [, size] = /'descr': '[<>|=]?[a-zA-Z](\d+)/.exec(bytes.toString("latin1", 10, start)) ?? [];
  if (size === undefined) throw new Error(`${file}: no element size in its header`);
  return { decoded: new Uint8Array(bytes.subarray(start)), elementSize: Number(size) };
}
