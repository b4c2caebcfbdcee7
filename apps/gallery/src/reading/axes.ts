/** What says how an array's axes are called. */
export interface Named {
  readonly shape: readonly number[];
  readonly dimensionNames: readonly (string | null)[] | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An array's own description, completed by the names that its group gives to its axes. */
export function namedBy(axes: readonly string[] | undefined, array: Named): Named {
  const { shape, attributes } = array;
  return { shape, attributes, dimensionNames: axes?.length === shape.length ? axes : array.dimensionNames };
}

/** One name per axis in lower case, "" where there is none: v3's own, xarray's in v2, or a list called `axes`. */
export function axisNames({ shape, dimensionNames, attributes }: Named): readonly string[] {
  const lists = [dimensionNames, attributes["_ARRAY_DIMENSIONS"], attributes["axes"]];
  const found = lists.find((list): list is unknown[] => Array.isArray(list) && list.length === shape.length) ?? [];
  return shape.map((_, axis) => {
    const name = found[axis];
    return typeof name === "string" ? name.toLowerCase() : "";
  });
}

/** The axes that a selection leaves: those without an integer. Selections are checked when they are read, not here. */
export function keptAxes(selection: string | readonly unknown[], rank: number): readonly number[] {
  const entries =
    typeof selection === "string"
      ? selection
          .trim()
          .replace(/^\[|\]$/g, "")
          .split(",")
          .map(spelledEntry)
      : selection;
  const ellipsis = entries.indexOf("...");
  const missing = Math.max(0, rank - entries.length + (ellipsis < 0 ? 0 : 1));
  const all = Array.from({ length: missing }, () => null);
  const full =
    ellipsis < 0 ? [...entries, ...all] : [...entries.slice(0, ellipsis), ...all, ...entries.slice(ellipsis + 1)];
  return full.flatMap((entry, axis) => (typeof entry === "number" ? [] : [axis]));
}

function spelledEntry(entry: string): unknown {
  const text = entry.trim();
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
