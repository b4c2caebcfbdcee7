import { field, invalid, type Origin, parseConfiguration, show } from "@zarrkit/plugin-api";
import { type NamedType, parseNamedType } from "../array/numpy-type.js";

export interface CategorizeConfiguration {
  readonly labels: readonly string[];
  /** NumPy's name of the string type. Only kept: the array knows its own type. */
  readonly dtype: string;
  readonly astype: NamedType;
  readonly origin: Origin;
}

export function parseCategorize(configuration: unknown, origin: Origin): CategorizeConfiguration {
  const {
    labels,
    dtype = "|O",
    astype = "|u1",
  } = parseConfiguration(configuration, origin, ["labels", "dtype", "astype"]);
  const path = field(origin, "labels");
  if (!Array.isArray(labels)) throw invalid(path, `expected a list of strings, found ${show(labels)}`);
  for (const [i, label] of labels.entries()) {
    if (typeof label !== "string") throw invalid(`${path}[${i}]`, `expected a string, found ${show(label)}`);
  }
  if (typeof dtype !== "string" || !/^[<>|=]?[UO]\d*$/.test(dtype)) {
    throw invalid(field(origin, "dtype"), `expected "|O" or a type of strings like "<U8", found ${show(dtype)}`);
  }
  return { labels, dtype, astype: parseNamedType(astype, origin, "astype")!, origin };
}
