/** What a handle of an array tells about itself; core's and the front door's handles both do. */
export interface Described {
  readonly shape: readonly number[];
  readonly dataType: { readonly name: string };
  readonly chunks: readonly number[] | undefined;
  readonly codecs: readonly { readonly name: string; readonly configuration?: Readonly<Record<string, unknown>> }[];
  readonly format: 2 | 3;
}

/** Name and value of what one wants to know about an array before reading it. */
export function factsOf(array: Described): readonly (readonly [name: string, value: string])[] {
  return [
    ["shape", sizes(array.shape)],
    ["data type", array.dataType.name],
    ["chunks", array.chunks === undefined ? "of different shapes" : sizes(array.chunks)],
    ["codecs", array.codecs.map(codecText).join(" → ")],
    ["format", `Zarr v${array.format}`],
  ];
}

/** "6 requests, 181.2 kB, 43 ms"; without requests the time only. */
export function effort({ requests, bytes }: { requests: number; bytes: number }, milliseconds: number): string {
  const size =
    bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  const time = milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  return requests === 0 ? time : `${requests} request${requests === 1 ? "" : "s"}, ${size}, ${time}`;
}

function sizes(lengths: readonly number[]): string {
  return lengths.length === 0 ? "0 axes, one value" : lengths.join(" × ");
}

function codecText({ name, configuration = {} }: Described["codecs"][number]): string {
  const fields = Object.entries(configuration).filter(([, value]) => value !== null && typeof value !== "object");
  return fields.length === 0 ? name : `${name} (${fields.map(([key, value]) => `${key} ${value}`).join(", ")})`;
}
