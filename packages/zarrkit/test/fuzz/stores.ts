import { useWebAssembly } from "@zarrkit/engines/engine";
import { type Random, randomNumbers, type Subject } from "@zarrkit/fuzz";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { expectedWhole } from "../hostile/expected.js";
import { damageBytes, misplaceBytes } from "../hostile/mutate-bytes.js";
import { mutateDocument } from "../hostile/mutate-document.js";
import { type Answers, readAll, type Target } from "../hostile/read.js";
import { recordedSpecimens } from "../hostile/recorded.js";
import { isDocument, type Specimen } from "../hostile/specimen.js";
import { writeOne } from "../hostile/write.js";
import { writtenSpecimens } from "../hostile/written.js";

/** Milliseconds and bytes that one store of a few kilobytes may take, on a busy machine. */
const mostTime = 60_000;
const mostMemory = 2 ** 29;

interface Sound extends Specimen {
  /** What it answers undamaged. */
  readonly answers: Answers;
}

/**
 * Whole stores, damaged in their documents and values: opened, listed, read and written to; with engines and without, by ranges
 * and whole, and through a store whose calls fail.
 */
export const subject: Subject = {
  name: "stores",
  sources: [],
  async load() {
    const rejected: unknown[] = [];
    process.on("unhandledRejection", (reason) => rejected.push(reason));
    const specimens: Sound[] = [];
    for (const specimen of [...(await writtenSpecimens()), ...recordedSpecimens()]) {
      const answers = await readAll({ specimen, values: new Map(specimen.values) }, 1);
      const refused = [...answers].filter(([, answer]) => answer.startsWith("refused"));
      if (refused.length > 0) throw new Error(`${specimen.name} is no sound store: ${refused.join("; ")}`);
      specimens.push({ ...specimen, answers });
    }
    const texts = specimens.flatMap(({ values }) => [...values].filter(([key]) => isDocument(key)));
    const documents = texts.map(([, bytes]) => new TextDecoder().decode(bytes));
    return async (random) => {
      const specimen = specimens[random(specimens.length)]!;
      const { values, what } = mutated(specimen, documents, random);
      const [start, memory] = [performance.now(), heldBytes()];
      try {
        await examine(specimen, values, what, random(2 ** 32));
        if (rejected.length > 0) throw new Error("a rejection that nobody handles", { cause: rejected.pop() });
        const [time, more] = [performance.now() - start, heldBytes() - memory];
        if (time > mostTime) throw new Error(`took ${Math.round(time)} ms`);
        if (more > mostMemory) throw new Error(`holds ${more} bytes more`);
      } catch (error) {
        throw new Error(`${specimen.name}, ${what}: ${(error as Error).message}`, { cause: error });
      }
    };
  },
};

/** Where the document is simple, another reader says what must be read. */
function checkExpected({ specimen, values }: Target, answers: Answers): void {
  for (const path of specimen.arrays) {
    const found = answers.get(`${path} whole`);
    const wanted = expectedWhole(values, path);
    // What is refused may be wrong in what that one does not look at.
    if (found === undefined || wanted === undefined || found === wanted || found.startsWith("refused")) continue;
    throw new Error(`"${path}": the document and its chunks say ${wanted}, but ${found} is read`);
  }
}

function heldBytes(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

function mutated(specimen: Specimen, documents: readonly string[], random: Random) {
  const values = new Map<Key, Bytes>(specimen.values);
  const keys = [...values.keys()];
  // Files of references hold many documents and are large: they are hit seldom, what points into them is hit often.
  const inDocuments = random(3) > 0;
  const candidates = keys.filter((key) => isDocument(key) === inDocuments);
  const key = (candidates.length > 0 ? candidates : keys)[random(candidates.length || keys.length)]!;
  const bytes = values.get(key)!;
  if (isDocument(key)) {
    values.set(key, mutateDocument(new TextDecoder().decode(bytes), documents, random));
    const other = keys[random(keys.length)]!;
    if (random(4) === 0 && !isDocument(other)) values.set(other, damageBytes(values.get(other)!, random));
    return { values, what: key };
  }
  const isMisplaced = random(4) === 0;
  const others = keys.filter((other) => !isDocument(other)).map((other) => values.get(other)!);
  values.set(key, isMisplaced ? misplaceBytes(bytes, others, random) : damageBytes(bytes, random));
  return { values, what: `${isMisplaced ? "misplaced" : "damaged"} ${key}` };
}

async function examine(specimen: Sound, values: Map<Key, Bytes>, what: string, seed: number): Promise<void> {
  const target = { specimen, values };
  const before = digest(values);
  const answers = await readAll(target, seed);
  if (specimen.covered && what.startsWith("damaged")) {
    for (const path of specimen.arrays) {
      const [found, wanted] = [answers, specimen.answers].map((all) => all.get(`${path} whole`));
      if (found !== wanted && !found?.startsWith("refused")) throw new Error(`"${path}": ${found}, but was ${wanted}`);
    }
  }
  if (!specimen.within) checkExpected(target, answers);
  const failing = await readAll({ ...target, failures: randomNumbers(seed) }, seed);
  for (const [question, answer] of failing) {
    const other = answers.get(question);
    if (other === undefined || answer === other || answer === "refused: store-failed") continue;
    throw new Error(`${question}: "${answer}" from a store whose calls fail, but "${other}" from one whose do not`);
  }
  useWebAssembly(false);
  const plain = await readAll(target, seed).finally(() => useWebAssembly(true));
  for (const [question, answer] of answers) {
    if (answer !== plain.get(question)) {
      throw new Error(`${question}: "${answer}", but "${plain.get(question)}" without WebAssembly`);
    }
  }
  const whole = await readAll({ ...target, wholeValues: true }, seed);
  for (const [question, answer] of whole) {
    const other = answers.get(question);
    const differ = other !== undefined && answer !== other && ![answer, other].some((one) => one.startsWith("refused"));
    if (differ) throw new Error(`${question}: "${answer}" from whole values, but "${other}" by ranges`);
  }
  if (digest(values) !== before) throw new Error("reading changed what is stored");
  if (!specimen.within) await writeOne(target, seed);
}

/** A sum of all stored bytes. */
function digest(values: ReadonlyMap<Key, Bytes>): number {
  let sum = values.size;
  for (const bytes of values.values()) for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) | 0;
  return sum;
}
