/** Names of the local headers of an archive, in the order of the file. */
export function physicalNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const names: string[] = [];
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const end = at + 30 + view.getUint16(at + 26, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + 30, end)));
    at = end + view.getUint16(at + 28, true) + view.getUint32(at + 18, true);
  }
  return names;
}
