/** What `generate.py` writes: arrays as numcodecs encodes them. */
export interface RecordedFile {
  readonly arrays: Readonly<Record<string, { readonly stretch: string; readonly times: number }>>;
  readonly cases: readonly {
    readonly array: string;
    readonly elementSize: number;
    readonly configuration: object;
    readonly encoded: string;
  }[];
}

export interface RecordedCase {
  readonly array: string;
  readonly name: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly decoded: Uint8Array<ArrayBuffer>;
  readonly elementSize: number;
  readonly encoded: Uint8Array<ArrayBuffer>;
}

/** The cases of a recorded file as bytes; for tests in Node and in browsers. */
export function recordedCases({ arrays, cases }: RecordedFile): readonly RecordedCase[] {
  return cases.map(({ array, elementSize, configuration, encoded }) => ({
    array,
    name: `${array} under ${JSON.stringify(configuration)}`,
    configuration: configuration as Readonly<Record<string, unknown>>,
    decoded: repeated(arrays[array]!),
    elementSize,
    encoded: fromBase64(encoded),
  }));
}

function repeated({ stretch, times }: RecordedFile["arrays"][string]): Uint8Array<ArrayBuffer> {
  const once = fromBase64(stretch);
  const whole = new Uint8Array(once.length * times);
  for (let i = 0; i < times; i++) whole.set(once, i * once.length);
  return whole;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Where two byte arrays first differ, −1 where they do not: quicker to ask, and to read, than a comparison of all. */
export function firstDifference(actual: Uint8Array, expected: Uint8Array): number {
  const length = Math.max(actual.length, expected.length);
  for (let at = 0; at < length; at++) if (actual[at] !== expected[at]) return at;
  return -1;
}

/**
 * Five of the cases, spread over the configurations, as samples for the codec contract, which tries each with thousands of
 * damaged forms.
 */
export function recordedSamples(file: RecordedFile) {
  const short = recordedCases(file).filter(({ array }) => ["noise", "doubles", "sparse labels"].includes(array));
  const spread = Array.from({ length: 5 }, (_, i) => short[Math.floor((i * (short.length - 1)) / 4)]!);
  return spread.map(({ name, configuration, decoded, elementSize, encoded }) => ({
    name,
    configuration,
    format: 2 as const,
    decoded,
    encoded,
    // Where the size of elements changes nothing, the contract's large cases stay small.
    spec: { size: { exact: decoded.length }, elementSize: "shuffle" in configuration ? elementSize : 1 },
  }));
}
