import { describe, expect, it } from "vitest";

it("passes", () => {});
it("fails", () => expect(1).toBe(2));
it.skip("is skipped in silence", () => {});
it.skip("is skipped by its title (skipped: no such place)", () => {});
it("is skipped while running", (context) => context.skip("nothing to read"));
it.todo("is planned");
describe("a suite", () => {
  it("passes inside", () => {});
});
