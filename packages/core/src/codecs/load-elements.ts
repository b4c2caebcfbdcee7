import { type ByteOrder, type Bytes, type DataType, isZarrError, type View, ZarrError } from "@zarrkit/plugin-api";

/** `DataType.load` with the codec named in its errors: a type knows what is no value of it, but not who stored it. */
export function loadElements(dataType: DataType, source: Bytes, byteOrder: ByteOrder, destination: View): void {
  try {
    dataType.load(source, byteOrder, destination);
  } catch (error) {
    if (!isZarrError(error)) throw error;
    throw new ZarrError(error.code, error.message, { fields: { ...error.fields, codec: "bytes" }, cause: error });
  }
}
