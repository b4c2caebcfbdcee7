const containers = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  float32: Float32Array,
};

/**
 * The typed array of a data type over these bytes.
 * @param {string} dataType
 * @param {Uint8Array} bytes
 */
export function containerOf(dataType, bytes) {
  const Container = containers[dataType];
  return new Container(bytes.buffer, bytes.byteOffset, bytes.length / Container.BYTES_PER_ELEMENT);
}

/** A typed array as an array of one axis. */
export function viewOf(data) {
  return { data, offset: 0, shape: [data.length], strides: [1] };
}
