import { expect, it } from "vitest";
import { linkProblems } from "../links.mjs";
import { tree } from "./tree.js";

it("accepts links that lead to files, folders, sections and the web", () => {
  const text =
    "[a](guides/a.md) [b](guides) [c](#here) [d](guides/a.md#there) [`e`](https://example.org/x) `[f](no.md)`";
  expect(
    linkProblems(tree({ "README.md": text, "guides/a.md": "[up](../README.md)\n```md\n[x](no.md)\n```\n" })),
  ).toEqual([]);
});

it("names the page and the link that leads nowhere", () => {
  expect(linkProblems(tree({ "guides/a.md": "[b](b.md)" }))).toEqual(["guides/a.md: the link to b.md leads nowhere."]);
});
