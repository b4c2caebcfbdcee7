import { describe, expect, it } from "vitest";
import { codecFailed, isZarrError, ZarrError } from "../src/index.js";

describe("ZarrError", () => {
  it("carries code, message, fields, cause and whether a retry may help", () => {
    const cause = new TypeError("connection reset");
    const fields = { key: "c/0", status: 503 };
    const error = new ZarrError("store-failed", "c/0 could not be read.", { fields, cause, retryable: true });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "ZarrError",
      code: "store-failed",
      message: "c/0 could not be read.",
      fields,
      cause,
      retryable: true,
    });
    expect(String(error)).toBe("ZarrError: c/0 could not be read.");
    expect(error.stack).toContain("error.test.ts");
  });

  it("has no fields, no cause and no retry unless told", () => {
    const error = new ZarrError("not-found", "Nothing there.");
    expect(error.fields).toEqual({});
    expect(error.retryable).toBe(false);
    expect("cause" in error).toBe(false);
  });
});

describe("isZarrError", () => {
  it("tells codes apart", () => {
    const error: unknown = new ZarrError("conflict", "Changed meanwhile.");
    expect(isZarrError(error)).toBe(true);
    expect(isZarrError(error, "conflict")).toBe(true);
    expect(isZarrError(error, "not-found")).toBe(false);
  });

  it("recognises the error of another copy of the module, by its brand", () => {
    const other = Object.assign(new Error("elsewhere"), { code: "conflict", [Symbol.for("zarrkit.ZarrError")]: true });
    expect(other).not.toBeInstanceOf(ZarrError);
    expect(isZarrError(other, "conflict")).toBe(true);
  });

  it.each([undefined, null, "conflict", 5, {}, { code: "conflict" }, new Error("conflict")])(
    "says no of %s",
    (other) => {
      expect(isZarrError(other)).toBe(false);
    },
  );
});

it("codecFailed names the codec, the problem and what to do", () => {
  const cause = new Error("trap");
  const error = codecFailed("zstd", "the frame ends at 9", cause);
  expect(error).toMatchObject({ code: "codec-failed", fields: { codec: "zstd" }, cause, retryable: false });
  expect(error.message).toBe(
    "zstd: the frame ends at 9. The value is damaged, or was written with another chunk shape, data type or codec list: " +
      "fetch it again, restore it, or correct the metadata.",
  );
  expect("cause" in codecFailed("zstd", "it is empty")).toBe(false);
});
