import { field, invalid, type Origin, parseConfiguration } from "@zarrkit/plugin-api";
import { type NamedType, parseNamedType } from "../array/numpy-type.js";

export interface AstypeConfiguration {
  readonly encodeDtype: NamedType;
  readonly decodeDtype: NamedType | undefined;
  readonly origin: Origin;
}

export function parseAstype(configuration: unknown, origin: Origin): AstypeConfiguration {
  const fields = parseConfiguration(configuration, origin, ["encode_dtype", "decode_dtype"]);
  const encodeDtype = parseNamedType(fields["encode_dtype"], origin, "encode_dtype");
  if (encodeDtype === undefined) throw invalid(field(origin, "encode_dtype"), "is missing: which data type is stored?");
  return { encodeDtype, decodeDtype: parseNamedType(fields["decode_dtype"], origin, "decode_dtype"), origin };
}
