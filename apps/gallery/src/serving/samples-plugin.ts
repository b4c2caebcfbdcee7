import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Connect, Plugin } from "vite";
import { serveFolders } from "./folders.js";

/**
 * Puts stores below `samples/` of the page: served where Vite serves, copied where it builds, so that what is built runs
 * on any file server. `places` maps names to files and folders.
 */
export function samplesPlugin(places: Readonly<Record<string, string>>): Plugin {
  const answer = serveFolders(places);
  const serve = (middlewares: Connect.Server) => {
    middlewares.use("/samples", (request, response) => void answer(request, response));
  };
  let target = "";
  return {
    name: "zarrkit-samples",
    configResolved({ root, build }) {
      target = resolve(root, build.outDir, "samples");
    },
    configureServer: ({ middlewares }) => serve(middlewares),
    configurePreviewServer: ({ middlewares }) => serve(middlewares),
    async writeBundle() {
      for (const [name, place] of Object.entries(places)) await cp(place, join(target, name), { recursive: true });
    },
  };
}
