/** NumPy's units of time; "generic" is one that nobody named. */
export const timeUnits = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "generic"] as const;

export type TimeUnit = (typeof timeUnits)[number];

/** One count of a numpy.datetime64 or numpy.timedelta64 is `scale_factor` units. */
export interface TimeConfiguration {
  readonly unit: TimeUnit;
  readonly scale_factor: number;
}

/** Not a time: the smallest 64-bit integer, as NumPy has it. */
export const NaT = -9_223_372_036_854_775_808n;
