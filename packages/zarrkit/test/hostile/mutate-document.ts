import { damaged, type Random } from "@zarrkit/fuzz";
import { hostileNames, hostileValues } from "./hostile-values.js";
import { type Place, parseTree, placesIn, printTree, put, type Tree } from "./json-tree.js";

/**
 * The text of a document after one to three changes of its structure, seldom of its bytes.
 * @param others documents whose parts may stand in for its own
 */
export function mutateDocument(text: string, others: readonly string[], random: Random): Uint8Array {
  const encoder = new TextEncoder();
  if (random(25) === 0) return damaged(encoder.encode(text), random);
  const tree = parseTree(text);
  // Half of them may still open: what is wrong is found later, or nothing is.
  const among = random(2) === 0 ? roughly : finely;
  for (let left = 1 + random(3); left > 0; left--) {
    among[random(among.length)]!(tree, random, () => parseTree(others[random(others.length)]!));
  }
  return encoder.encode(printTree(tree));
}

type Kind = (tree: Tree, random: Random, other: () => Tree) => void;

const hostile = (random: Random): Tree => ({ kind: "text", text: hostileValues[random(hostileValues.length)]! });

const replace: Kind = (tree, random) => {
  const place = somewhere(tree, random);
  if (place) put(place, hostile(random));
};

/** Alike values change together: a shape and the chunk shape that equals it. */
const replaceAlike: Kind = (tree, random) => {
  const place = somewhere(tree, random);
  if (!place) return;
  const [text, value] = [printTree(place.tree), hostile(random)];
  for (const alike of placesIn(tree)) if (printTree(alike.tree) === text) put(alike, value);
};

/** Next to what it was, or beyond where arithmetic is exact. */
const changeNumber: Kind = (tree, random) => {
  const numbers = placesIn(tree).filter((place) => place.tree.kind === "text" && /^-?\d+$/.test(place.tree.text));
  const place = numbers[random(numbers.length)];
  if (place?.tree.kind !== "text") return;
  const number = Number(place.tree.text);
  const near = [number + 1, number - 1, -number, number * 2, number / 2, number * 2 ** 20, number * 2 ** 31, 0, 1];
  put(place, { kind: "text", text: String(near[random(near.length)]) });
};

const remove: Kind = (tree, random) => {
  const place = somewhere(tree, random);
  if (place) siblings(place).splice(place.at, 1);
};

const repeat: Kind = (tree, random) => {
  const place = somewhere(tree, random);
  if (!place) return;
  const all = siblings(place);
  all.splice(random(all.length + 1), 0, structuredClone(all[place.at]));
};

const add: Kind = (tree, random) => {
  const objects = [{ tree, at: 0 }, ...placesIn(tree)].filter((place) => place.tree.kind === "object");
  const object = objects[random(objects.length)]?.tree;
  if (object?.kind !== "object") return;
  object.members.push([hostileNames[random(hostileNames.length)]!, hostile(random)]);
};

const rename: Kind = (tree, random) => {
  const members = placesIn(tree).filter((place) => place.parent.kind === "object");
  const place = members[random(members.length)];
  if (place?.parent.kind === "object") place.parent.members[place.at]![0] = hostileNames[random(hostileNames.length)]!;
};

const swap: Kind = (tree, random) => {
  const [one, other] = [somewhere(tree, random), somewhere(tree, random)];
  if (!one || !other) return;
  const [first, second] = [structuredClone(one.tree), structuredClone(other.tree)];
  put(one, second);
  put(other, first);
};

const reverse: Kind = (tree, random) => {
  const lists = placesIn(tree).filter((place) => place.tree.kind === "list" && place.tree.items.length > 1);
  const place = lists[random(lists.length)];
  if (place?.tree.kind === "list") place.tree.items.reverse();
};

/** What another document says under the same name: sound there, seldom here. */
const borrow: Kind = (tree, random, other) => {
  const place = somewhere(tree, random);
  if (!place) return;
  const alike = placesIn(other()).filter(({ name }) => name === place.name);
  if (alike.length > 0) put(place, alike[random(alike.length)]!.tree);
};

/** Members of another document's as they stand there, which may well go together: another type, grid or list of codecs. */
const graft: Kind = (tree, random, other) => {
  const from = other();
  if (tree.kind !== "object" || from.kind !== "object") return;
  for (const [name, value] of from.members) {
    const at = tree.members.findIndex(([own]) => own === name);
    if (at >= 0 && random(3) === 0) tree.members[at]![1] = value;
  }
};

const lengths = [0, 1, 1, 2, 3, 5, 7, 8, 64, 1000, 65_536, 2 ** 31, 2 ** 53 - 1];
const chunkLengths = [0, 1, 1, 1, 2, 3, 4, 6, 8, 64, 1000, 65_536, 2 ** 31, 2 ** 53 - 1];

/** Another shape and other chunks of as many axes, so that the document may open, and its chunks are too short or too long. */
const reshape: Kind = (tree, random) => {
  const rank = [random(4), 2, 2, 2, 33, 1000, 20_000][random(7)]!;
  const list = (among: readonly number[]): Tree => {
    const items = Array.from({ length: rank }, () => (rank < 5 ? among[random(among.length)]! : 1));
    return { kind: "text", text: JSON.stringify(items) };
  };
  for (const place of placesIn(tree)) {
    if (place.parent.kind !== "object") continue;
    if (place.name === "shape") put(place, list(lengths));
    if (place.name === "chunks" || place.name === "chunk_shape") put(place, list(chunkLengths));
  }
};

/** A list of codecs that each were sound somewhere. */
const compose: Kind = (tree, random, other) => {
  const isList = (place: Place) => /codecs$|^filters$/.test(place.name) && place.tree.kind === "list";
  const lists = placesIn(tree).filter(isList);
  const list = lists[random(lists.length)]?.tree;
  if (list?.kind !== "list") return;
  for (let left = 1 + random(2); left > 0; left--) {
    const codecs = placesIn(other())
      .filter(isList)
      .flatMap((place) => placesIn(place.tree));
    const codec = codecs[random(codecs.length)];
    if (codec?.tree.kind === "object") list.items.splice(random(list.items.length + 1), random(2), codec.tree);
  }
};

const roughly: readonly Kind[] = [
  replace,
  replace,
  replaceAlike,
  changeNumber,
  remove,
  repeat,
  add,
  rename,
  swap,
  reverse,
  borrow,
  borrow,
];
const finely: readonly Kind[] = [graft, graft, reshape, compose, compose, changeNumber];

function somewhere(tree: Tree, random: Random): Place | undefined {
  const places = placesIn(tree);
  return places[random(places.length)];
}

function siblings({ parent }: Place): unknown[] {
  return parent.kind === "list" ? parent.items : parent.members;
}
