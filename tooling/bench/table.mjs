import { geometricMean } from "./geometric-mean.mjs";

/**
 * The rows of a run as a table: geometric means, and behind them what each data set gave.
 * @param {readonly import("./run.mjs").Row[]} rows
 */
export function table(rows) {
  const head = ["", "MB/s", "× numcodecs.js", "aim", "× native C", "aim", "size ÷ native C's"];
  const lines = rows.map(({ case: { name, aim }, results }) => [
    name,
    several(results, "speed", (speed) => String(Math.round(speed / 1e6))),
    several(results, "script", ratio),
    aim.script === undefined ? "" : `≥ ${aim.script}`,
    several(results, "native", ratio),
    aim.native === undefined ? "" : `≥ ${aim.native}`,
    several(results, "size", (size) => size.toFixed(3)),
  ]);
  const rule = head.map(() => "---");
  return [head, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function several(results, field, format) {
  const values = results.map((result) => result[field]).filter((value) => Number.isFinite(value));
  if (values.length === 0) return "";
  const mean = format(geometricMean(values));
  return values.length === 1 ? mean : `**${mean}** (${values.map(format).join(", ")})`;
}

function ratio(value) {
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
