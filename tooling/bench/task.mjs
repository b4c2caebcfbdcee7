/**
 * One case on one data set.
 * @typedef {object} Task
 * @property {"decode" | "decodeAsync" | "decodeLent" | "encode"} direction
 * @property {{ id: string, [field: string]: unknown }} configuration as numcodecs spells it
 * @property {string} dataType
 * @property {number} elementSize
 * @property {Uint8Array} raw
 * @property {Uint8Array} encoded what native C made of it
 * @property {Uint8Array} decoded and what it made of that again: some filters lose
 */

/** Does a task once, and answers the bytes or a promise of them. @typedef {() => Uint8Array | Promise<Uint8Array>} Call */

export {};
