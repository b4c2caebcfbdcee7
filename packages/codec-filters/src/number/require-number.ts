import { type DataType, invalid, type Origin } from "@zarrkit/plugin-api";
import { isNumpyType, type NumberType, numberType } from "./number-type.js";

/** The number type of an array that a filter of numcodecs is applied to. */
export function requireNumber(dataType: DataType, { name, path }: Origin): NumberType {
  const type = numberType(dataType);
  if (type !== undefined && isNumpyType(type)) return type;
  throw invalid(path, `${name} works on bool, integers and floats, not on ${dataType.name}`);
}
