import { openArchive } from "../../src/archive.js";
import { fileSink } from "../../src/file-sink.js";

// Writes values to the archive of the command line and tells its parent after each flush, until it is killed.
const [, , path = ""] = process.argv;
const store = await openArchive(await fileSink(path));
for (let round = 0; ; round++) {
  for (let i = 0; i < 10; i++) await store.set(`c/${round}/${i}`, new Uint8Array(10_000).fill(round * 10 + i));
  await store.set("latest", new Uint8Array(Uint32Array.of(round).buffer));
  await store.flush();
  process.send?.(round);
}
