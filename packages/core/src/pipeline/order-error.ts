import { invalid, type ZarrError } from "@zarrkit/plugin-api";
import type { CodecEntry } from "./codec-list.js";

const stages = ["array-array", "array-bytes", "bytes-bytes"];

/** What is wrong with a codec list that does not make bytes exactly once, or has its stages out of order. */
export function orderError(entries: readonly CodecEntry[], path: string): ZarrError {
  const makers = entries.filter((entry) => entry.plugin.stage === "array-bytes");
  if (makers.length !== 1) {
    const found = makers.length === 0 ? "none" : makers.map((entry) => `"${entry.extension.name}"`).join(" and ");
    return invalid(path, `exactly one codec must turn the array into bytes ("bytes", for one); found ${found}`);
  }
  const rank = ({ plugin }: CodecEntry) => stages.indexOf(plugin.stage);
  const at = entries.findIndex((entry, i) => i > 0 && rank(entries[i - 1]!) > rank(entry));
  const [first, second] = [entries[at - 1]!, entries[at]!];
  const named = ({ plugin, extension }: CodecEntry) => `${plugin.stage} codec "${extension.name}"`;
  return invalid(second.origin.path, `wrong codec order: the ${named(second)} cannot come after the ${named(first)}`);
}
