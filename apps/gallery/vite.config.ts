import { defineConfig } from "vite";
import { samplePlaces } from "./src/serving/sample-places.js";
import { samplesPlugin } from "./src/serving/samples-plugin.js";

export default defineConfig({
  // Relative, so that the page can be put into any folder of a server.
  base: "./",
  build: { outDir: "dist/page", target: "es2022", sourcemap: true },
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
  plugins: [samplesPlugin(samplePlaces())],
});
