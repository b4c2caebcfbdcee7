import { axisNames, type Named } from "../reading/axes.js";
import { element } from "./element.js";

/** A slider for every axis of which the selection takes one index; `onChange` gets the selection with the new one. */
export function sliders(array: Named, selection: string, onChange: (selection: string) => void): HTMLElement {
  const names = axisNames(array);
  const entries = fullEntries(selection, array.shape.length);
  const rows = entries.flatMap((entry, axis) => {
    const length = array.shape[axis]!;
    if (!/^-?\d+$/.test(entry) || length === 1) return [];
    const index = Number(entry);
    const value = element("output", {}, `${index < 0 ? index + length : index}`);
    const input = element("input", { type: "range", min: "0", max: `${length - 1}`, step: "1" });
    input.value = value.textContent;
    input.oninput = () => {
      value.textContent = input.value;
      entries[axis] = input.value;
      onChange(entries.join(", "));
    };
    return [element("label", {}, element("span", {}, names[axis] || `axis ${axis}`), input, value)];
  });
  return element("div", { className: "sliders" }, ...rows);
}

/** One entry per axis, the ellipsis and missing trailing entries spelled out. */
function fullEntries(selection: string, rank: number): string[] {
  const inner = selection.trim().replace(/^\[|\]$/g, "");
  const entries = inner === "" ? [] : inner.split(",").map((entry) => entry.trim());
  const ellipsis = entries.indexOf("...");
  const missing = Array.from({ length: Math.max(0, rank - entries.length + (ellipsis < 0 ? 0 : 1)) }, () => ":");
  if (ellipsis < 0) return [...entries, ...missing];
  return [...entries.slice(0, ellipsis), ...missing, ...entries.slice(ellipsis + 1)];
}
