import type { ColormapName } from "./drawing/colormap.js";

/** One picture of the gallery: which array it is drawn from, and how. */
export interface Example {
  /** Names the picture's file. */
  readonly id: string;
  readonly title: string;
  /** What one sees, and what is special about how it is stored. */
  readonly text: string;
  /** Path of the store below the samples. */
  readonly store: string;
  /** Path of the array in the group that the store is; without it the store is the array itself. */
  readonly array?: string;
  readonly selection: readonly (number | null)[];
  /** The axes come in the order x, y and are turned around for the picture. */
  readonly transposed?: true;
  readonly colormap?: ColormapName;
  readonly origin?: "lower";
}

export const examples: readonly Example[] = [
  {
    id: "brain",
    title: "A slice of a brain",
    text: "The ICBM 152 template, an OME-Zarr image with axes t, c, z, y, x. One plane touches four of its chunks.",
    store: "brain.ome.zarr/0",
    selection: [0, 0, 28, null, null],
    colormap: "Oranges",
  },
  {
    id: "tissue",
    title: "A stained tissue",
    text: "Glands of a colon, an RGB image stored as c, x, y, z: the picture is the transposed view, without a copy.",
    store: "tissue.zarr",
    selection: [null, null, null, 0],
    transposed: true,
  },
  {
    id: "ocean",
    title: "The warmth of the sea",
    text: "Sea surface temperature in March of a 360-day year, from a climate group whose metadata came in one request.",
    store: "ocean.zarr",
    array: "tos",
    selection: [2],
    colormap: "viridis",
    origin: "lower",
  },
  {
    id: "ocean-v3",
    title: "The same sea in Zarr v3",
    text: "January, in the newer format, compressed by zstd. The one-liner stays the same.",
    store: "ocean-v3.zarr/tos",
    selection: [0],
    colormap: "hot",
    origin: "lower",
  },
];

/** Drawn by the page only: the terminal has no third-party codec. */
export const thirdPartyExample: Example = {
  id: "air",
  title: "Air, by somebody else's codec",
  text: "Temperature of the year 2099 in a scenario without restraint. A codec from outside the project makes it smaller.",
  store: "air.zarr",
  selection: [null, null],
  colormap: "Oranges",
  origin: "lower",
};

/** Public images to try; nothing is fetched from there unless somebody asks for it. */
export const publicUrls: readonly string[] = [
  "https://uk1s3.embassy.ebi.ac.uk/idr/zarr/v0.1/6001240.zarr",
  "https://uk1s3.embassy.ebi.ac.uk/idr/zarr/v0.4/idr0062A/6001240.zarr",
  "https://data-humerus.webknossos.org/data/zarr/scalable_minds/skin/color/4-4-1",
  "https://data-humerus.webknossos.org/data/zarr/scalable_minds/l4dense_motta_et_al_demo_v2/color/2-2-1",
];

/** The lines that open and read an example's values as the terminal does it, with the front door's methods. */
export function methodCode(example: Example, samples: string): readonly string[] {
  return [
    ...openingCode(example, samples, (path) => `g.openArray(${path})`),
    turned(`await z.get(${listed(example)})`, example),
  ];
}

/** The same as the page does it, with core's functions. */
export function functionCode(example: Example, samples: string): readonly string[] {
  return [
    ...openingCode(example, samples, (path) => `openArray(g, { path: ${path} })`),
    turned(`await get(z, ${listed(example)})`, example),
  ];
}

function openingCode({ store, array }: Example, samples: string, child: (path: string) => string): readonly string[] {
  const url = JSON.stringify(samples + store);
  if (array === undefined) return [`const z = await openArray(${url});`];
  return [`const g = await openGroup(${url});`, `const z = await ${child(JSON.stringify(array))};`];
}

function turned(read: string, { transposed }: Example): string {
  return `const picture = ${transposed ? `(${read}).transpose()` : read};`;
}

function listed({ selection }: Example): string {
  return `[${selection.map(String).join(", ")}]`;
}

/** A selection in NumPy's spelling: "0, 0, 28, :, :". */
export function spelled(selection: Example["selection"]): string {
  return selection.map((entry) => entry ?? ":").join(", ");
}
