/** A group, with what it takes to choose an array in it. */
export interface Hierarchy {
  readonly attributes: Readonly<Record<string, unknown>>;
  keys(): Promise<readonly string[]>;
  openArray(path: string): Promise<{ readonly shape: readonly number[] }>;
}

/** Pixels along the longer edge of a picture, up to which a level of a pyramid is worth fetching whole. */
const longestEdge = 1024;

/** One array of a group. */
export interface Level {
  readonly path: string;
  /** Names of its axes, where the group tells them. */
  readonly axes: readonly string[] | undefined;
}

/**
 * The array in a group that makes the best picture: of an OME-Zarr image the largest level that is not too
 * large, else the one of its children with the largest plane, and of equal ones the one with the most planes.
 */
export async function levelOf(group: Hierarchy): Promise<Level> {
  const { paths, axes } = pyramidOf(group.attributes);
  for (const path of paths) {
    const { shape } = await group.openArray(path);
    if (Math.max(...shape.slice(-2)) <= longestEdge || path === paths.at(-1)) return { path, axes };
  }
  const found: { path: string; plane: number; elements: number }[] = [];
  let failure: unknown;
  for (const path of await group.keys()) {
    try {
      const { shape } = await group.openArray(path);
      found.push({ path, plane: elementsIn(shape.slice(-2)), elements: elementsIn(shape) });
    } catch (error) {
      // A child that is a group itself is no candidate; what else is wrong matters only when no other child is left.
      if ((error as { code?: string }).code !== "wrong-node") failure ??= error;
    }
  }
  found.sort((a, b) => b.plane - a.plane || b.elements - a.elements);
  if (found[0] === undefined) {
    throw failure ?? new Error("This group holds no array itself: add the path of one to the URL.");
  }
  return { path: found[0].path, axes: undefined };
}

function elementsIn(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Paths of the levels, largest first, and names of their axes, as OME-Zarr 0.1 to 0.5 has them. */
function pyramidOf(attributes: Hierarchy["attributes"]): { paths: readonly string[]; axes: Level["axes"] } {
  const ome = attributes["ome"] as Hierarchy["attributes"] | undefined;
  const multiscales = ome?.["multiscales"] ?? attributes["multiscales"];
  const [pyramid] = Array.isArray(multiscales) ? multiscales : [];
  const paths = Array.isArray(pyramid?.datasets) ? pyramid.datasets.map(({ path }: { path?: unknown }) => path) : [];
  // Since 0.4 an axis is an object with a name, in 0.3 it is the name.
  const axes = Array.isArray(pyramid?.axes) ? pyramid.axes.map((axis: { name?: unknown }) => axis?.name ?? axis) : [];
  const isText = (value: unknown) => typeof value === "string";
  return { paths: paths.filter(isText), axes: axes.length > 0 && axes.every(isText) ? axes : undefined };
}
