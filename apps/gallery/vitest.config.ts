import { createRequire } from "node:module";
import { tests } from "@zarrkit/vitest";
import type { Plugin } from "vite";
import { serveFolders } from "./src/serving/folders.js";
import { samplePlaces } from "./src/serving/sample-places.js";
import { samplesPlugin } from "./src/serving/samples-plugin.js";

/** msw's service worker, from the installed package, where msw looks for it. */
function mockServiceWorker(): Plugin {
  const name = "mockServiceWorker.js";
  const answer = serveFolders({ [name]: createRequire(import.meta.url).resolve(`msw/${name}`) });
  return {
    name: "msw-worker",
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) =>
        request.url?.split("?")[0] === `/${name}` ? void answer(request, response) : next(),
      );
    },
  };
}

const config = tests({ places: ["node", "browser"] });
const browser = config.test.projects.find(({ test }) => test.name === "browser");
browser.plugins = [samplesPlugin(samplePlaces()), mockServiceWorker()];

export default config;
