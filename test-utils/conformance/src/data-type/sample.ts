import type { Bytes, DataType, Fill } from "@zarrkit/plugin-api";

export interface DataTypeSamples {
  /** For plugins: what a document holds beside the name. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** For plugins: configurations that must be refused. */
  readonly refusedConfigurations?: readonly unknown[];
  /**
   * Values as `scalar` answers them, with their stored bytes as other implementations have them. At least two of them
   * different. Types of variable size have no stored bytes here.
   */
  readonly values: readonly SampleValue[];
  /** Fill values as documents hold them: integers as `bigint`, numbers with a fraction as `number`. */
  readonly fills: readonly SampleFill[];
  /** Near-misses that must be refused in documents. */
  readonly refusedFills: readonly RefusedFill[];
  /** What a user may pass by mistake. */
  readonly refusedValues: readonly unknown[];
  /** Stored bytes, little-endian, that are no value. */
  readonly refusedBytes?: readonly Bytes[];
}

export interface SampleValue {
  readonly value: unknown;
  readonly little?: Bytes;
  /** Default: `little` with each group of `swapSize` bytes reversed. */
  readonly big?: Bytes;
}

export interface SampleFill {
  readonly json: unknown;
  /** What it means: stored little-endian bytes, or the scalar itself for types of variable size. */
  readonly fill: Fill;
  /** The format of the document. Default 3. */
  readonly format?: 2 | 3;
  /** How it is written again, where that is not as it was found. */
  readonly written?: unknown;
}

export interface RefusedFill {
  readonly json: unknown;
  readonly format?: 2 | 3;
}

/** A type with its samples' bytes put together. */
export interface DataTypeSubject {
  readonly type: DataType<string, any, any>;
  readonly samples: DataTypeSamples;
  readonly values: readonly unknown[];
  /** All values one after the other; `undefined` for types of variable size. */
  readonly stored: { readonly little: Bytes; readonly big: Bytes } | undefined;
}

export function subjectOf(type: DataType<string, any, any>, samples: DataTypeSamples): DataTypeSubject {
  const values = samples.values.map((sample) => sample.value);
  const { itemSize, swapSize = itemSize } = type;
  if (itemSize === undefined || swapSize === undefined) return { type, samples, values, stored: undefined };
  const little = samples.values.map(({ little: bytes, value }) => {
    if (bytes?.length === itemSize) return bytes;
    throw new Error(`Sample ${String(value)} of ${type.name}: give its ${itemSize} stored bytes as \`little\`.`);
  });
  const big = samples.values.map((sample, i) => sample.big ?? swapped(little[i] as Bytes, swapSize));
  return { type, samples, values, stored: { little: concatenated(little), big: concatenated(big) } };
}

function swapped(bytes: Bytes, group: number): Bytes {
  return bytes.map((_, i) => bytes[i - (i % group) + group - 1 - (i % group)] ?? 0);
}

function concatenated(parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
