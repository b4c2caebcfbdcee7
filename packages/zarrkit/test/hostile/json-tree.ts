/**
 * JSON that may say what no JavaScript value can: one member twice, members in any order, numbers of any length, and text
 * that is no JSON at all.
 */
export type Tree =
  | { readonly kind: "text"; text: string }
  | { readonly kind: "list"; items: Tree[] }
  | { readonly kind: "object"; members: [name: string, value: Tree][] };

export function treeOf(json: unknown): Tree {
  if (Array.isArray(json)) return { kind: "list", items: json.map(treeOf) };
  if (typeof json !== "object" || json === null) return { kind: "text", text: JSON.stringify(json) };
  return { kind: "object", members: Object.entries(json).map(([name, value]) => [name, treeOf(value)]) };
}

/** JSON text; literals that Python writes become null. */
export function parseTree(text: string): Tree {
  return treeOf(JSON.parse(text.replace(/:\s*(NaN|-?Infinity)\b/g, ": null")));
}

export function printTree(tree: Tree): string {
  if (tree.kind === "text") return tree.text;
  if (tree.kind === "list") return `[${tree.items.map(printTree).join(", ")}]`;
  return `{${tree.members.map(([name, value]) => `${JSON.stringify(name)}: ${printTree(value)}`).join(", ")}}`;
}

/** A value with the list or object it stands in, and its number there. */
export interface Place {
  readonly tree: Tree;
  readonly parent: Extract<Tree, { kind: "list" | "object" }>;
  readonly at: number;
  /** Name of the nearest member that it is, or is in. */
  readonly name: string;
}

/** Every value inside the tree, but not the tree itself. */
export function placesIn(parent: Tree, name = ""): Place[] {
  if (parent.kind === "text") return [];
  const inner: [string, Tree][] = parent.kind === "list" ? parent.items.map((item) => [name, item]) : parent.members;
  return inner.flatMap(([own, tree], at) => [{ tree, parent, at, name: own }, ...placesIn(tree, own)]);
}

export function put({ parent, at }: Place, value: Tree): void {
  if (parent.kind === "list") parent.items[at] = value;
  else parent.members[at]![1] = value;
}
