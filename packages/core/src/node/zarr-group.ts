import type { Store } from "@zarrkit/plugin-api";
import type { Attributes, GroupMetadata } from "../metadata/array-metadata.js";
import type { NodeParts } from "./zarr-array.js";

/** A handle of a group: its attributes, and the place its children are opened from. */
export class ZarrGroup {
  readonly kind = "group";
  /** Private for the same reason as an array's. */
  readonly #parts: NodeParts<GroupMetadata>;

  constructor(parts: NodeParts<GroupMetadata>) {
    this.#parts = parts;
  }

  get parts(): NodeParts<GroupMetadata> {
    return this.#parts;
  }

  get store(): Store {
    return this.parts.store;
  }
  /** Path in the store, without slashes at the ends; "" is the store's root. */
  get path(): string {
    return this.parts.path;
  }
  get format(): 2 | 3 {
    return this.parts.metadata.format;
  }
  get attributes(): Attributes {
    return this.parts.metadata.attributes;
  }
  /** True when all documents below came with this group's own, so that opening children asks for nothing. */
  get consolidated(): boolean {
    return this.parts.consolidated !== undefined;
  }
}
