/**
 * What every engine throws when its source is not what the format allows, or would give more than the destination holds.
 * The message is half a sentence that says what is wrong and where; the codec that called adds the rest.
 */
export class CorruptData extends Error {
  override readonly name = "CorruptData";
}

/** The source gives more than the destination holds. Whether it is sound otherwise is not known. */
export class DestinationFull extends CorruptData {
  constructor(what: string, capacity: number) {
    super(`${what} gives more than the ${capacity} bytes expected`);
  }
}
