export interface IndexeddbOptions {
  /**
   * Whether a write resolves only when it would survive a power failure ("strict"), or as soon as every tab sees it
   * ("relaxed", the default); then `flush()` makes durable what was written before it.
   */
  readonly durability?: "relaxed" | "strict";
}
