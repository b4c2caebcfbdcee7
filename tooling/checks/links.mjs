import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { filesBelow } from "../workspace/files.mjs";
import { root } from "../workspace/packages.mjs";

/**
 * Links between the pages of the repository lead somewhere.
 * @param {string} [base] another tree with the same layout
 * @returns {string[]}
 */
export function linkProblems(base = root) {
  return filesBelow(base, [".md"]).flatMap((page) =>
    linksOf(readFileSync(join(base, page), "utf8"))
      .filter((target) => !existsSync(join(base, normalize(join(dirname(page), target)))))
      .map((target) => `${page}: the link to ${target} leads nowhere.`),
  );
}

/** Relative targets of inline links, without their fragments; code is no link. */
function linksOf(text) {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "code");
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]?.split("#", 1)[0] ?? "");
  return targets.filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}
