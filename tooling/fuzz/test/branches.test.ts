import { expect, it } from "vitest";
import { withMarks } from "../branches.mjs";

const source = `
const outside = 1 > 0 ? 1 : 2;
@inline
export function classify(n: number): string {
  // An if without an else has two arms, too.
  if (n < 0) return "negative";
  for (let i = 0; i < n; i++) n--;
  switch (n) {
    case 0:
      return "nothing";
  }
  return n > 1 && n < 9 ? "digit" : "more";
}
`;

it("marks every arm of every branch inside functions", () => {
  const lines: number[] = [];
  const marked = withMarks(source, (line) => `mark(${lines.push(line) - 1})`);
  expect(lines).toEqual([6, 6, 7, 9, 12, 12, 12]);
  expect(marked).toContain("const outside = 1 > 0 ? 1 : 2;");
  expect(marked).toContain(`{ mark(0); return "negative"; } else { mark(1); }`);
});

it("leaves what a source does as it was", async () => {
  const reached: number[] = [];
  Object.assign(globalThis, { mark: (index: number) => reached.push(index) });
  let next = 0;
  const plain = source.replace("@inline", "").replace("(n: number): string", "(n)");
  const marked = withMarks(plain, () => `mark(${next++})`);
  const { classify } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(marked)}`);
  expect([-1, 0, 5, 30].map(classify)).toEqual(["negative", "nothing", "digit", "more"]);
  expect([...new Set(reached)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
