import { defineConfig } from "tsup";

export default defineConfig({
  entry: { main: "src/terminal/main.ts" },
  outDir: "dist/terminal",
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: true,
  clean: true,
  silent: true,
  // The workspace's packages are used as they are built and would be installed.
  external: [/^@zarrkit\//, "zarrkit"],
});
