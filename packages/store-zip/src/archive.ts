import { type Store, ZarrError } from "@zarrkit/plugin-api";
import { withDefaults, type ZipOptions } from "./options.js";
import { loadDirectory } from "./read/load-directory.js";
import type { Sink } from "./sink.js";
import { createContents } from "./write/contents.js";
import { checkLevel, commentOf, isOzx, type WriteSettings } from "./write/options.js";
import { sinkBytes } from "./write/sink-bytes.js";
import { archiveStore } from "./write/store.js";

export type { ZipOptions } from "./options.js";
export type { Sink } from "./sink.js";
export type { WriteSettings } from "./write/options.js";

export type ArchiveOptions = ZipOptions & WriteSettings;

const held = /* @__PURE__ */ new WeakSet<Sink>();

/**
 * A store over an archive that is written to; an empty file becomes a new archive. Nothing that a directory names is
 * ever overwritten: values go after the last directory, and `flush()` writes a new one behind them; what was written before
 * it is then durable. Whenever the program ends, the archive up to its last complete directory is as it was. `close()`
 * flushes and lets go of the sink; if opening fails, that is closed too.
 *
 * Errors: `conflict` where the sink is in use; `store-failed` for a file that is no sound archive; else as for reading.
 */
export async function openArchive(sink: Sink, options: ArchiveOptions = {}) {
  if (held.has(sink)) {
    const problem = `${sink.name} is open for writing already: an archive has one writer at a time. Use its store, or close it first.`;
    throw new ZarrError("conflict", problem, { fields: { archive: sink.name } });
  }
  held.add(sink);
  const release = async () => {
    held.delete(sink);
    await sink.close();
  };
  try {
    checkLevel(options.compress);
    const comment = commentOf(options);
    const settings = withDefaults(options);
    const source = sinkBytes(sink);
    const isNew = (await sink.size()) === 0;
    const found = isNew ? undefined : await loadDirectory(source, settings, {});
    const kept = comment ?? found?.comment ?? new Uint8Array(0);
    const isChanged = comment !== undefined && found?.comment.join() !== comment.join();
    const contents = createContents(sink, found, {
      comment: kept,
      always64: isOzx(kept),
      compress: options.compress,
      isChanged: isNew || isChanged,
    });
    return archiveStore(contents, source, settings, release) satisfies Store;
  } catch (error) {
    await release();
    throw error;
  }
}
