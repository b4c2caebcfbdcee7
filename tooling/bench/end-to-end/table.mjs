const milliseconds = (seconds) => (Number.isFinite(seconds) ? String(Math.round(1000 * seconds)) : "fails");

/**
 * Results as a table; ratios are those of times, below 1 ours is faster.
 * @param {readonly import("./run.mjs").Result[]} results
 */
export function endToEndTable(results) {
  const head = ["", "ms", "zarrita's ms", "÷ zarrita", "aim", "÷ C on one thread", "requests", "zarrita's"];
  const lines = results.map(({ workload: { name, aim }, seconds: { ours, zarrita }, limit, requests }) => [
    name,
    milliseconds(ours),
    milliseconds(zarrita),
    Number.isNaN(zarrita) ? "" : `**${(ours / zarrita).toFixed(2)}**`,
    aim === undefined ? "" : `≤ ${aim}`,
    limit === undefined ? "" : (ours / limit).toFixed(2),
    requests?.ours ?? "",
    requests?.zarrita ?? "",
  ]);
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
