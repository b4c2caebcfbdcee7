import { isZarrError, type ZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { openArchive } from "../src/archive.js";
import { type ZipOptions, zipStore } from "../src/store.js";
import { type HandMade, type HandMadeEnd, handMade, joined, numbers } from "./hand-made.js";
import { MemoryFile } from "./memory-sink.js";
import { pattern, samples } from "./samples.js";
import { archiveOf } from "./written.js";

const quiet: ZipOptions = { onWarning: () => {} };

async function errorOf(archive: Uint8Array, key = "a", options: ZipOptions = {}): Promise<ZarrError> {
  const error = await zipStore(archive, { ...quiet, ...options })
    .get(key)
    .then(
      (bytes) => new Error(`answered ${bytes?.length} bytes`),
      (error: unknown) => error,
    );
  expect(isZarrError(error), String(error)).toBe(true);
  return error as ZarrError;
}

const sound: HandMade = { name: "b", data: pattern(50) };

describe("names that lead out of a folder, or mean several things, are refused with the archive:", () => {
  const names = [
    "../x",
    "a/../../x",
    "/x",
    "//x",
    "a//b",
    "./a",
    "a/.",
    "C:/x",
    "C:x",
    "a\\b",
    "..\\x",
    "a\0b",
    "../",
    "/",
  ];
  it.each(names)("%j", async (name) => {
    const error = await errorOf(handMade([sound, { name }]));
    expect(error.code).toBe("store-failed");
    expect(error.message).toMatch(
      /^The archive in memory is refused: the name ".*" in it .*\. Make it anew with sound names\.$/,
    );
    await expect(openArchive(new MemoryFile(handMade([{ name }])).open())).rejects.toThrow(/is refused: the name/);
  });

  it("a name that says it is UTF-8 and is not", async () => {
    expect((await errorOf(handMade([{ name: Uint8Array.of(0x61, 0xff) }]))).message).toMatch(
      /is said to be UTF-8 and is not/,
    );
  });

  it("and such keys are not written", async () => {
    const store = await openArchive(new MemoryFile().open());
    for (const name of names) {
      const error = await store.set(name, pattern(1)).catch((error: unknown) => error);
      expect(isZarrError(error) && ["unsupported", "invalid-argument"].includes(error.code), name).toBe(true);
    }
    await store.close();
  });
});

describe("what makes a small archive decode to a huge one is refused:", () => {
  it("entries that overlap", async () => {
    const inner = { name: "a", data: pattern(100) };
    const twice = handMade([inner, { ...inner, name: "b", localName: "a", offset: 0 }]);
    expect((await errorOf(twice)).message).toMatch(/is refused: "[ab]" overlaps another entry/);
    const into = handMade([sound, { name: "a", offset: 1 }]);
    expect((await errorOf(into)).message).toMatch(/overlaps another entry/);
    expect((await errorOf(handMade([{ name: "a", offset: 60 }]))).message).toMatch(/overlaps the directory/);
  });

  it("an entry that claims more than its bytes can give, before anything is read or allocated", async () => {
    const bomb = handMade([{ name: "a", method: 8, data: pattern(100), size: 2 ** 31 }]);
    expect((await errorOf(bomb)).message).toMatch(/compressed bytes cannot decode to 2147483648/);
  });

  it("an entry that is larger than allowed, with the way to allow it", async () => {
    const bomb = handMade([{ name: "a", method: 8, data: new Uint8Array(1_000_000) }]);
    const error = await errorOf(bomb, "a", { entryLimit: 100_000 });
    expect(error.code).toBe("limit-exceeded");
    expect(error.message).toMatch(/1000000 bytes, more than the 100000 allowed: raise entryLimit/);
    expect((await zipStore(bomb).get("a"))?.length).toBe(1_000_000);
  });

  it.each([
    ["gives more than it says", 99, /gives more than the 99 bytes expected/],
    ["gives less than it says", 101, /gives 100 bytes instead of 101/],
  ])("an entry that %s", async (_, size, message) => {
    const error = await errorOf(handMade([{ name: "a", method: 8, data: pattern(100), size }]));
    expect(error.code).toBe("store-failed");
    expect(error.message).toMatch(message);
  });

  it("a directory that is larger than allowed", async () => {
    const error = await errorOf(handMade([sound]), "b", { directoryLimit: 46 });
    expect(error.code).toBe("limit-exceeded");
    expect(error.message).toMatch(/47 bytes, more than the 46 allowed: raise directoryLimit/);
  });

  it("an end that is nothing but end records", async () => {
    const record = numbers([
      [4, 0x06054b50],
      [8, 0],
      [4, 0],
      [4, 0],
      [2, 1],
    ]);
    const flood = joined(Array.from({ length: 200_000 }, () => record));
    await errorOf(joined([handMade([sound]).subarray(0, 60), flood]));
  });
});

describe("what is not as the directory says is refused:", () => {
  const cases: [string, HandMade[], HandMadeEnd, RegExp][] = [
    ["a wrong checksum", [{ name: "a", crc: 1 }], {}, /its CRC-32 is [0-9a-f]{8}, and 00000001 was written/],
    ["a local header of another name", [{ name: "a", localName: "b" }], {}, /local header has another name/],
    ["no local header", [{ name: "a", offset: 3 }, { name: "bbbbb" }], {}, /no local header at byte 3|overlaps/],
    ["too few entries", [{ name: "a" }], { count: 2 }, /has 1 entries where its end record says 2/],
    ["too many entries", [{ name: "a" }, sound], { count: 1 }, /has 2 entries where its end record says 1/],
    ["a directory that is too short", [{ name: "a" }], { directorySize: 40 }, /end record should lie at byte|damaged/],
    [
      "a directory elsewhere",
      [{ name: "a" }],
      { directoryOffset: 5 },
      /end record should lie at byte \d+, and lies at/,
    ],
    [
      "a directory behind its end record",
      [{ name: "a" }],
      { directoryOffset: 2 ** 31 },
      /end record should lie at byte/,
    ],
    [
      "bytes before the archive",
      [{ name: "a" }],
      { prefix: pattern(100) },
      /end record should lie at byte 88, and lies at 188/,
    ],
    ["a stored entry of two sizes", [{ name: "a", size: 9 }], {}, /is stored, but in 10 bytes instead of 9/],
    [
      "sizes in a zip64 field that is not there",
      [{ name: "a", size: 2 ** 32 - 1 }],
      {},
      /the sizes of "a" are not told/,
    ],
    [
      "a zip64 size beyond all files",
      [
        {
          name: "a",
          size: 2 ** 32 - 1,
          extra: numbers([
            [2, 1],
            [2, 8],
            [4, 0],
            [4, 2 ** 31],
          ]),
        },
      ],
      {},
      /the sizes of "a" are not told/,
    ],
    ["an encrypted entry", [{ name: "a", flags: 1 }], {}, /it is encrypted/],
    ["an encrypted directory", [{ name: "a", flags: 0x2000 }], {}, /encrypted directory/],
    [
      "a compression that is not read",
      [{ name: "a", method: 93 }],
      {},
      /method is 93, and only stored \(0\) and deflated \(8\)/,
    ],
    ["a part of several", [{ name: "a" }], { disk: 1 }, /one part of several/],
  ];
  it.each(cases)("%s", async (_, entries, end, message) => {
    expect((await errorOf(handMade(entries, end))).message).toMatch(message);
  });

  it("but a comment may look like an end record, and the last entry of a name counts", async () => {
    const archive = handMade([{ name: "a" }, { name: "a", data: pattern(30) }], {
      comment: "PK\u0005\u0006 and more than 22 bytes",
    });
    expect(await zipStore(archive).get("a")).toEqual(pattern(30));
  });
});

describe("what is cut off or no archive at all is refused:", () => {
  it("an archive without its end, cut at every byte", async () => {
    const whole = await archiveOf(samples.slice(0, 3));
    for (let length = 4; length < whole.length; length++) {
      const error = await errorOf(whole.slice(0, length));
      expect(error.code).toBe("store-failed");
      expect(error.message).toMatch(/is cut off: there is no complete directory in its \d+ bytes/);
    }
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["a page", new TextEncoder().encode("<!doctype html><title>Not found</title>")],
    ["noise", pattern(100_000)],
  ])("%s", async (_, bytes) => {
    expect((await errorOf(bytes)).message).toMatch(/is no zip: it has neither beginning nor end of one/);
  });

  it("a value that is not there, or a place that is no value", async () => {
    const missing = zipStore({ store: new Map(), path: "a.zip" });
    await expect(missing.get("a")).rejects.toMatchObject({
      code: "not-found",
      message: 'There is no archive "a.zip".',
    });
    expect(() => zipStore({ store: new Map(), path: "" })).toThrow(
      /There is no archive: the URL names no file that is there/,
    );
  });

  it("as much of the end is searched as is allowed", async () => {
    const long = joined([await archiveOf(samples), new Uint8Array(300_000)]);
    const error = await errorOf(long, "empty", { searchLimit: 100_000 });
    expect(error.message).toMatch(/in its last 100000 bytes \(searchLimit\)/);
    expect(await zipStore(long, quiet).get("empty")).toEqual(new Uint8Array(0));
  });
});

it("whatever byte of an archive is changed, no value is read wrong", async () => {
  const values = new Map(samples.filter(([, bytes]) => bytes.length < 5000));
  for (const compress of [undefined, 6]) {
    const whole = await archiveOf(values, compress === undefined ? {} : { compress });
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice();
      damaged[at]! ^= 1 << (at % 8);
      const store = zipStore(damaged, quiet);
      for (const [key, bytes] of values) {
        const found = await store.get(key).catch((error: unknown) => {
          if (!isZarrError(error)) throw error;
        });
        if (found && (found.length !== bytes.length || found.some((byte, i) => byte !== bytes[i]))) {
          throw new Error(`${key} is read wrong with byte ${at} changed`);
        }
      }
    }
  }
});
