import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("RESULTS.md", import.meta.url);

/** Puts a table into RESULTS.md in place of the one under that title, or after the last. */
export function save(title, table) {
  writeFileSync(file, withSection(readFileSync(file, "utf8"), title, table));
}

/**
 * The text with one section replaced or added.
 * @param {string} text sections begin with "## " and their title
 * @param {string} title
 * @param {string} body
 */
export function withSection(text, title, body) {
  const [introduction, ...sections] = text.trimEnd().split("\n\n## ");
  const byTitle = new Map(sections.map((section) => [section.split("\n", 1)[0], section]));
  byTitle.set(title, `${title}\n\n${body}`);
  return `${[introduction, ...byTitle.values()].join("\n\n## ")}\n`;
}
