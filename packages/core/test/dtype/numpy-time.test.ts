import { describe, expect, it } from "vitest";
import { fromDate, toDate } from "../../src/dtype/date.js";
import { fromIso, toIso } from "../../src/dtype/iso.js";
import { NaT } from "../../src/dtype/time-unit.js";
import { contractOf } from "./contract.js";
import cases from "./fixtures/times.json" with { type: "json" };
import { bytesOfHex as hex } from "./hex.js";
import { dataTypeOf } from "./resolve.js";

const typeOf = (unit: string, scale = 1, name = "numpy.datetime64") =>
  dataTypeOf({ name, configuration: { unit, scale_factor: scale } });

const types = {
  s: await typeOf("s"),
  M: await typeOf("M"),
  Y: await typeOf("Y"),
  ns: await typeOf("ns"),
  delta: await typeOf("s", 1, "numpy.timedelta64"),
  generic: await typeOf("generic"),
};

for (const name of ["numpy.datetime64", "numpy.timedelta64"]) {
  contractOf(name, await typeOf("ns", 10, name), {
    values: [
      { value: 1n, little: hex("0100000000000000") },
      { value: -1n, little: hex("ffffffffffffffff") },
      { value: NaT, little: hex("0000000000000080") },
      { value: 2n ** 63n - 1n, little: hex("ffffffffffffff7f") },
    ],
    fills: [
      { json: 12345n, fill: hex("3930000000000000") },
      { json: "NaT", fill: hex("0000000000000080") },
      { json: NaT, fill: hex("0000000000000080"), written: "NaT" },
      { json: NaT, fill: hex("0000000000000080"), format: 2 },
    ],
    refusedFills: [{ json: 1.5 }, { json: "nat" }, { json: 2n ** 63n }, { json: null }, { json: "2020-01-01" }],
    refusedValues: ["NaT", 1.5, 2n ** 63n, new Date(0), null],
  });
}

describe("the configuration of a time type", () => {
  const refused: [unknown, string][] = [
    [undefined, 'data_type.configuration.unit: expected "Y" or "M"'],
    [{ unit: "s" }, "data_type.configuration.scale_factor: expected an integer from 1 to 2147483647, found nothing"],
    [{ unit: "s", scale_factor: 0 }, "found 0"],
    [{ unit: "s", scale_factor: 2 ** 31 }, "found 2147483648"],
    [{ unit: "S", scale_factor: 1 }, 'found "S"'],
    [{ unit: "s", scale_factor: 1, calendar: "noleap" }, "data_type.configuration.calendar: is not a known field"],
  ];
  for (const [configuration, message] of refused) {
    it(`${JSON.stringify(configuration)} is refused`, async () => {
      await expect(dataTypeOf({ name: "numpy.datetime64", configuration })).rejects.toThrow(message);
    });
  }

  it("both spellings of the microsecond are us", async () => {
    for (const unit of ["us", "μs", "µs"]) {
      expect((await typeOf(unit)).configuration).toEqual({ unit: "us", scale_factor: 1 });
    }
  });
});

describe("text agrees with NumPy, in both directions", () => {
  for (const { unit, scale, texts } of cases) {
    it(`datetime64[${scale}${unit}]`, async () => {
      const type = await typeOf(unit, scale);
      for (const [count, text] of Object.entries(texts)) {
        expect([count, toIso(BigInt(count), type)]).toEqual([count, text]);
        expect([text, fromIso(text, type)]).toEqual([text, BigInt(count)]);
      }
    });
  }
});

describe("dates", () => {
  it("agree with the text wherever a Date can hold the value", async () => {
    for (const { unit, scale, texts } of cases) {
      if (["us", "ns", "ps", "fs", "as"].includes(unit)) continue;
      const type = await typeOf(unit, scale);
      for (const [count, text] of Object.entries(texts)) {
        const date = toDate(BigInt(count), type);
        expect([text, date.getTime()]).toEqual([text, Date.parse(text)]);
        expect(fromDate(date, type)).toBe(BigInt(count));
      }
    }
  });

  it("what a Date cannot express is refused, with the exact text", async () => {
    const nanoseconds = await typeOf("ns");
    expect(toDate(1_500_000_000_000_000_000n, nanoseconds).toISOString()).toBe("2017-07-14T02:40:00.000Z");
    expect(() => toDate(1n, nanoseconds)).toThrow(
      "1970-01-01T00:00:00.000000001Z is no Date, which counts whole milliseconds: take its text by toIso().",
    );
    const seconds = await typeOf("s");
    expect(toDate(8_640_000_000_000n, seconds).getTime()).toBe(8.64e15);
    expect(() => toDate(8_640_000_000_001n, seconds)).toThrow("+275760-09-13T00:00:01Z is no Date");
    expect(() => toDate(-8_640_000_000_001n, seconds)).toThrow("-271821-04-19T23:59:59Z is no Date");
  });

  it("a Date between two values of the type is refused, not rounded", async () => {
    expect(() => fromDate(new Date("2020-02-03T04:05:06.007Z"), types.s)).toThrow(
      "2020-02-03T04:05:06.007Z lies between two values of numpy.datetime64 in steps of s: round it first.",
    );
    expect(() => fromDate(new Date("2020-02-03"), types.M)).toThrow("in steps of M");
    expect(fromDate(new Date("2020-02-01"), types.M)).toBe(601n);
    expect(() => fromDate(new Date("2020-02-01"), types.Y)).toThrow("in steps of Y");
    expect(() => fromDate(new Date(8.64e15), types.ns)).toThrow(
      "is too far from 1970 for numpy.datetime64 in steps of ns",
    );
  });

  it("NaT and the invalid Date are each other", async () => {
    const type = await typeOf("D", 3);
    expect(toDate(NaT, type).getTime()).toBeNaN();
    expect(fromDate(new Date("nonsense"), type)).toBe(NaT);
    expect([toIso(NaT, type), fromIso("NaT", type)]).toEqual(["NaT", NaT]);
  });
});

it.each([new Date(0), "2000-01-01"])("%s is no count of units: the error names what converts it", (value) => {
  const hint = "expected a bigint, as fromDate() and fromIso() make one.";
  const data = new BigInt64Array(1);
  expect(() => types.s.setScalar(data, 0, value as never)).toThrow(hint);
  expect(() => types.s.fillFromScalar(value as never)).toThrow(hint);
  expect([...data]).toEqual([0n]);
});

describe("text", () => {
  it("of years beyond four digits has a sign, and is exact to the last count", () => {
    expect(toIso(2n ** 63n - 1n, types.Y)).toBe("+9223372036854777777");
    expect(toIso(1n - 2n ** 63n, types.s)).toBe("-292277022657-01-27T08:29:53Z");
    expect(fromIso("-292277022657-01-27T08:29:53Z", types.s)).toBe(1n - 2n ** 63n);
    expect(toIso(-1971n, types.Y)).toBe("-000001");
    expect(toIso(-1970n, types.Y)).toBe("0000");
  });

  it("is read with and without zone, seconds and separators, on the proleptic calendar", () => {
    expect(fromIso("2020-05-17T21:00:30+05:30", types.s)).toBe(fromIso("2020-05-17 15:30:30", types.s));
    expect(fromIso("2020-05-17T21:00-0800", types.s)).toBe(fromIso("2020-05-18T05:00Z", types.s));
    expect(fromIso("2020-05-17T21+01", types.s)).toBe(fromIso("2020-05-17T20:00:00.000Z", types.s));
    expect(fromIso("0000-02-29", types.s)).toBe(-62162121600n);
    expect(fromIso("1970-01-01T00:00:00.000000001", types.ns)).toBe(1n);
  });

  it("that names no time is refused", () => {
    const wrong = ["", "now", "2020-13-01", "2020-00-01", "2021-02-29", "2020-01-00", "2020-01-32", "2020-01-01T24:00"];
    wrong.push("2020-01-01T00:60", "2020-01-01T00:00:60", "2020-01-01T00:00+25:00", "20200101", "2020-1-1", " 2020");
    for (const text of wrong) expect(() => fromIso(text, types.s), text).toThrow("names no point in time");
    expect(() => fromIso("1970-01-01T00:00:00.5", types.s)).toThrow("lies between two values");
  });

  it("is only for datetimes with a unit", async () => {
    expect(() => toIso(1n, types.delta)).toThrow(
      "Only numpy.datetime64 with a unit names points in time, not numpy.timedelta64.",
    );
    expect(() => toDate(1n, undefined as never)).toThrow(
      "A point in time needs its data type, as in toDate(value, array.dataType), found nothing.",
    );
    expect(() => toDate(1n, types.generic)).toThrow('not numpy.datetime64 of the unit "generic".');
  });
});
