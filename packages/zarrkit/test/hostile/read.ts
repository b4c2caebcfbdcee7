import { type Random, randomNumbers } from "@zarrkit/fuzz";
import type { Bytes, Key, Place, StorePlugin } from "@zarrkit/plugin-api";
import { zip } from "@zarrkit/store-zip";
import {
  createRegistry,
  type NdArray,
  open,
  openArray,
  type Registry,
  type Selection,
  slice,
  type ZarrArray,
} from "../../src/node.js";
import { preset } from "../../src/preset.js";
import { failingStore } from "./failing-store.js";
import { checkRefusal } from "./refusal.js";
import type { Specimen } from "./specimen.js";

/** Of arrays with more elements only parts are read. */
export const mostElements = 4096;

/** So small that what a document claims is refused before it is felt. */
export const limits = { decodedBytes: 2 ** 22, indexEntries: 2 ** 16 };

/** What every question was answered: the elements, or "refused" and the code. */
export type Answers = Map<string, string>;

export interface Target {
  readonly specimen: Specimen;
  readonly values: Map<Key, Bytes>;
  /** Without byte ranges and listing, values can only be had whole. */
  readonly wholeValues?: boolean;
  /** Chance by which calls of the store fail. Default: none do. */
  readonly failures?: Random;
}

/** Without plain paths: a document must not make anybody read files of this machine. */
export function registryOf({ values, wholeValues, failures }: Target): Registry {
  const whole = { get: async (key: Key) => values.get(key)?.slice() };
  const opened = failures ? failingStore(values, failures) : wholeValues ? whole : values;
  const plugin: StorePlugin = {
    kind: "store",
    api: 1,
    name: "specimen",
    schemes: ["specimen"],
    load: async () => ({
      open: async (url): Promise<Place> => ({ store: await opened, path: url.slice("specimen:".length) }),
    }),
  };
  return createRegistry(...preset(), zip({ onWarning() {} }), plugin);
}

/** Opens, lists and reads what there is, and throws for anything but a sound answer or refusal. */
export async function readAll(target: Target, seed: number): Promise<Answers> {
  const { specimen } = target;
  const registry = registryOf(target);
  const answers: Answers = new Map();
  const fails = target.failures !== undefined;
  const questions = { random: randomNumbers(seed), answers, places: placesOf(target), fails };
  const options = { registry, limits };
  const url = `specimen:${specimen.within ?? ""}`;

  const root = await ask(questions, "open", () => open(url, options));
  if (root?.kind === "group") {
    await ask(questions, "keys", async () => (await root.keys()).join());
    await ask(questions, "members", async () => {
      let text = "";
      for await (const [name, node] of root.members()) text += `${name}: ${node.kind}, `;
      return text;
    });
    for (const path of specimen.arrays) await ask(questions, `${path} below`, () => root.open(path));
  }
  for (const path of specimen.arrays) {
    const array = await ask(questions, `${path} array`, () => openArray(url, { ...options, ...(path && { path }) }));
    if (array) await readArray(array, path, questions);
  }
  return answers;
}

interface Questions {
  readonly random: Random;
  readonly answers: Answers;
  readonly places: readonly string[];
  /** Then what can be read once may be refused the next time. */
  readonly fails: boolean;
}

/** Names of which every refusal must tell one. */
export function placesOf({ specimen, values }: Target): string[] {
  const documents = ["zarr.json", ".zarray", ".zgroup", ".zattrs", ".zmetadata"];
  // Of what the caller selects the shape is told, of the root its URL, of what cannot be spelt the data type.
  return [
    ...documents,
    "An array of shape",
    "specimen:",
    `""`,
    "in an element of",
    "out of order",
    ...specimen.arrays.filter((path) => path !== ""),
    ...values.keys(),
  ];
}

async function ask<T>({ answers, places }: Questions, question: string, answer: () => Promise<T>) {
  try {
    const result = await answer();
    answers.set(question, typeof result === "string" ? result : "answered");
    return result;
  } catch (error) {
    try {
      checkRefusal(error, places);
    } catch (wrong) {
      throw new Error(`${question}: ${(wrong as Error).message}`, { cause: wrong });
    }
    answers.set(question, `refused: ${error.code}`);
    return undefined;
  }
}

async function readArray(array: ZarrArray, path: string, questions: Questions): Promise<void> {
  const { random, answers, fails } = questions;
  const { shape } = array;
  const count = shape.reduce((product, length) => product * length, 1);
  const isSmall = count <= mostElements;
  // Too many to be asked for: there must be a refusal, and soon.
  const whole = isSmall || count > 2 ** 53 ? await ask(questions, `${path} whole`, () => getSpelt(array)) : undefined;
  if (whole) answers.set(`${path} whole`, elementTexts(whole).join());
  if (count === 0) return;
  for (let left = 4; left > 0; left--) {
    const indices = shape.map((length, axis) => someIndices(length, axis < 3 ? left : 1, random));
    const selection = indices.map(({ start, stop, step, list }) =>
      list.length === 1 && step > 1 ? list[0]! : slice(start, stop, step),
    );
    const question = `${path} [${indices.map(({ start, stop, step }) => `${start}:${stop}:${step}`)}]`;
    const part = await ask(questions, question.slice(0, 100), () => getSpelt(array, selection));
    const element = indices.map(({ list }) => list[0]!);
    const one = await ask(questions, `${question} one`.slice(-100), () => array.at(element));
    if (!part) {
      if (whole && !fails) throw new Error(`${question}: is refused though the whole can be read`);
      continue;
    }
    answers.set(question, elementTexts(part).join());
    if (answers.get(`${question} one`.slice(-100))?.startsWith("refused")) {
      if (fails) continue;
      throw new Error(`${question}: one element is refused though more can be read`);
    }
    const dropped = selection.map((entry) => typeof entry === "number");
    const first = part.at(...dropped.flatMap((isDropped) => (isDropped ? [] : [0])));
    if (print(first) !== print(one)) throw new Error(`${question}: ${print(first)}, but alone it is ${print(one)}`);
    if (whole) compareWithin(part, whole, indices, dropped, question);
  }
}

interface Indices {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly list: readonly number[];
}

/** Up to that many indices, often at the edges. */
function someIndices(length: number, most: number, random: Random): Indices {
  const start = [0, length - 1, random(length)][random(3)]!;
  const step = 1 + random(3);
  const count = Math.min(1 + random(most), Math.ceil((length - start) / step));
  const list = Array.from({ length: count }, (_, i) => start + i * step);
  return { start, stop: list.at(-1)! + 1, step, list };
}

function compareWithin(
  part: NdArray,
  whole: NdArray,
  indices: readonly Indices[],
  dropped: readonly boolean[],
  question: string,
): void {
  const walk = (axis: number, inPart: readonly number[], inWhole: readonly number[]): void => {
    if (axis === indices.length) {
      const [found, wanted] = [print(part.at(...inPart)), print(whole.at(...inWhole))];
      if (found !== wanted) throw new Error(`${question}: ${found} at [${inPart}], but ${wanted} in the whole`);
      return;
    }
    for (const [i, index] of indices[axis]!.list.entries()) {
      walk(axis + 1, dropped[axis] ? inPart : [...inPart, i], [...inWhole, index]);
    }
  };
  walk(0, [], []);
}

/** What is read, once every element of it could be spelt: those of structs are looked at only then. */
export async function getSpelt(array: ZarrArray, selection?: Selection): Promise<NdArray> {
  const result = await array.get(selection);
  elementTexts(result);
  return result;
}

/** The elements in C order, so that two arrays of the same elements are told by the same texts. */
export function elementTexts({ shape, data, offset, strides, dataType }: NdArray): string[] {
  const texts: string[] = [];
  const walk = (axis: number, at: number): void => {
    if (axis === shape.length) texts.push(print(dataType.scalar(data, at)));
    else for (let i = 0; i < shape[axis]!; i++) walk(axis + 1, at + i * strides[axis]!);
  };
  if (!shape.includes(0)) walk(0, offset);
  return texts;
}

/** Tells −0, integers of 64 bits, bytes and objects. */
export function print(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? String(value);
  if (ArrayBuffer.isView(value)) return `<${(value as Uint8Array).join(" ")}>`;
  return `{${Object.entries(value).map(([name, inner]) => `${name}: ${print(inner)}`)}}`;
}
