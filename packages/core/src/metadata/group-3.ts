import type { Exact } from "../json/parse.js";
import type { GroupMetadata } from "./array-metadata.js";
import { asDocument, checkFormat, checkNodeType, parseAttributes, refuseUnknownFields } from "./fields.js";

/** zarr.json of a group (zarr-specs v3.1, "Group metadata"). */
export function parseGroup3(json: Exact): GroupMetadata {
  const document = asDocument(json);
  checkFormat(document, 3);
  checkNodeType(document, "group");
  refuseUnknownFields(document, ["zarr_format", "node_type", "attributes", "consolidated_metadata"]);
  return { format: 3, attributes: parseAttributes(document["attributes"], "attributes"), document };
}
