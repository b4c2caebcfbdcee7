import { describe, expect, it } from "vitest";
import { createGroup, openGroup, slice } from "../src/index.js";
import { inspected } from "../src/summary.js";

const measured = { shape: [4, 6], chunks: [2, 3], dataType: "int16", dimensionNames: ["y", "x"] } as const;

describe("what is created below a group", () => {
  it("is found below it, and typed by its data type", async () => {
    const root = await createGroup("memory://handles/created", { attributes: { title: "t" } });
    const inner = await root.createGroup("inner", { attributes: { a: 1 } });
    const array = await inner.createArray("heights", measured);
    await array.set([0, slice(0, 2)], new Int16Array([3, 4]));
    expect(array.path).toBe("created/inner/heights");
    const data: Int16Array = (await (await root.openArray("inner/heights", { dataType: "int16" })).get([0])).data;
    expect([...data]).toEqual([3, 4, 0, 0, 0, 0]);
    expect(await (await openGroup("memory://handles/created")).keys()).toEqual(["inner"]);
  });
});

it.each([2, 3] as const)("codecs are found by their names alone, v%i", async (format) => {
  const root = await createGroup(`memory://by-name-${format}`, { format });
  for (const codec of ["zstd", "gzip", "zlib", "blosc", "lz4", "bz2", "lzma", "crc32c"]) {
    if (format === 2 && codec === "crc32c") continue;
    const name = ["zlib", "lz4", "bz2", "lzma"].includes(codec) ? `numcodecs.${codec}` : codec;
    const array = await root.createArray(codec, { ...measured, codecs: [name] });
    await array.set(null, 7);
    expect((await (await root.openArray(codec)).get([3, 5])).item(), codec).toBe(7);
  }
});

describe("a handle that is logged or written as JSON", () => {
  it("of an array says what its document says", async () => {
    const root = await createGroup("memory://version-2/logged", { format: 2 });
    const array = await root.createArray("heights", { ...measured, fillValue: -1, attributes: { units: "m" } });
    const summary = {
      ...{
        kind: "array",
        path: "logged/heights",
        format: 2,
        shape: [4, 6],
        chunks: [2, 3],
        dimensionNames: ["y", "x"],
      },
      ...{ dataType: "int16", fillValue: -1, codecs: [{ name: "bytes", configuration: { endian: "little" } }] },
    };
    expect(array[inspected]()).toMatchObject(summary);
    expect(JSON.parse(JSON.stringify(array))).toMatchObject({ ...summary, attributes: { units: "m" } });
    expect(Object.keys(array)).toEqual(["kind"]);
  });

  it("of a data type with a configuration shows it", async () => {
    const root = await createGroup("memory://handles/times");
    const dataType = { name: "numpy.datetime64", configuration: { unit: "ms", scale_factor: 1 } } as const;
    expect((await root.createArray("t", { shape: [2], dataType })).toJSON()).toMatchObject({ dataType });
  });

  it("of a group says what its document says", async () => {
    const group = await createGroup("memory://handles/group", { attributes: { title: "t" } });
    const summary = { kind: "group", path: "group", format: 3, consolidated: false, attributes: { title: "t" } };
    expect(group[inspected]()).toEqual(summary);
    expect(JSON.parse(JSON.stringify({ group }))).toEqual({ group: summary });
  });
});
