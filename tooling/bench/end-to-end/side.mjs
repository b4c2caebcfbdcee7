/**
 * A selection that no side owns: per axis an integer, `null` for all, or `[start, stop, step]`.
 * @typedef {readonly (number | null | readonly [start: number | null, stop: number | null, step?: number])[]} Selection
 */

/**
 * What a library does in the workloads. A place is a path or a URL; each call opens it anew.
 * @typedef {object} Side
 * @property {(place: string, selection: Selection) => Promise<ArrayLike<unknown>>} read the elements, in C order
 * @property {(place: string, selections: readonly Selection[]) => Promise<ArrayLike<unknown>[]>} readSeveral all at once, of one
 *   opened array
 * @property {(place: string) => Promise<number[]>} openAll the first axis' length of every array of a consolidated group
 * @property {(place: string, options: ArrayOptions) => Promise<{ set: Write }>} create float32 in format 3
 */

/** @typedef {(selection: readonly (readonly [number, number])[] | null, values: Float32Array) => Promise<unknown>} Write */

/**
 * @typedef {object} ArrayOptions
 * @property {number[]} shape
 * @property {number[]} chunks
 * @property {{ name: string, configuration: Record<string, unknown> } | undefined} codec
 */

export {};
