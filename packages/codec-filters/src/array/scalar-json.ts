import type { DataType, Origin, Tools } from "@zarrkit/plugin-api";

/** A number of a configuration, written as a fill value of this data type is: 5, "NaN", "0x7fc00000". */
export function numberFromJson(json: unknown, dataType: DataType, origin: Origin, tools: Tools): number | bigint {
  // Fill values tell integers from other numbers by `bigint`; configurations arrive with plain numbers.
  const exact = Number.isSafeInteger(json) && !Object.is(json, -0) ? BigInt(json as number) : json;
  const fill = dataType.fillFromJson(exact, { ...origin, format: 3 });
  const view = tools.scratch({ dataType, shape: [], fillValue: fill });
  dataType.load(fill as Uint8Array, "little", view);
  return view.data[0] as number | bigint;
}
