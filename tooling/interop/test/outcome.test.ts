import { expect, it } from "vitest";
import { printOutcomes } from "../outcome.mjs";

function printed(outcome: Partial<Parameters<typeof printOutcomes>[0][number]>) {
  const lines: string[] = [];
  const cells = [{ path: "a" }, { path: "b" }, { path: "c", cannot: "theirs has no blosc" }];
  const whole = { title: "they wrote, we read", cells, passed: 2, failed: [], ...outcome };
  return { code: printOutcomes([whole], (line: string) => lines.push(line)), lines };
}

it("counts what is equal, and gives the reason of what is not possible", () => {
  const { code, lines } = printed({});
  expect(code).toBe(0);
  expect(lines).toEqual([
    "skipped  they wrote, we read: 1 cells: theirs has no blosc",
    "they wrote, we read: 2 equal of 3 cells, 0 wrong, 1 not possible there",
    "2 passed, 0 failed, 1 skipped",
  ]);
});

it("fails and names the cell when values differ", () => {
  const { code, lines } = printed({ passed: 1, failed: [{ path: "b", problem: "element [0] is 1, expected 2" }] });
  expect(code).toBe(1);
  expect(lines[0]).toBe("failed   they wrote, we read: b: element [0] is 1, expected 2");
  expect(lines.at(-1)).toBe("1 passed, 1 failed, 1 skipped");
});

it("fails when a cell was neither compared nor reported", () => {
  const { code, lines } = printed({ passed: 1 });
  expect(code).toBe(1);
  expect(lines[0]).toBe("failed   they wrote, we read: 1 cells were neither compared nor reported");
  expect(lines.at(-1)).toBe("1 passed, 1 failed, 1 skipped");
});
