import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumArguments, systemChromium } from "./chromium.mjs";
import { report } from "./report.mjs";
import { workspaceSources } from "./sources.mjs";

/** Milliseconds after which a test has hung. No test may fail because a machine is slow. */
const hangGuard = 300_000;

/**
 * The vitest configuration of one package. `*.test.ts` runs in every place named, `*.node.test.ts` and
 * `*.browser.test.ts` in that one only.
 * @param {{ places?: ("node" | "browser")[], publicDir?: string, setupFiles?: string[] }} options
 *   `publicDir` is served at `/` to browser tests (msw's service worker lies there)
 */
export function tests(options = {}) {
  const { places = ["node"], publicDir, setupFiles = [] } = options;
  const shared = {
    testTimeout: hangGuard,
    hookTimeout: hangGuard,
    expect: { poll: { timeout: hangGuard } },
    setupFiles: [...setupFiles],
    passWithNoTests: true,
  };
  const chromium = systemChromium();
  const projects = [];
  if (places.includes("node")) {
    projects.push({
      resolve: { alias: workspaceSources("node") },
      test: {
        ...shared,
        name: "node",
        include: ["test/**/*.test.ts"],
        exclude: ["test/**/*.browser.test.ts"],
      },
    });
  }
  if (places.includes("browser")) {
    projects.push({
      resolve: { alias: workspaceSources("browser") },
      ...(publicDir === undefined ? {} : { publicDir }),
      server: {
        headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
      },
      test: {
        ...shared,
        name: "browser",
        include: ["test/**/*.test.ts"],
        exclude: ["test/**/*.node.test.ts"],
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({
            launchOptions: { args: chromiumArguments, ...(chromium ? { executablePath: chromium } : {}) },
          }),
          instances: [{ browser: "chromium" }],
          api: { host: "127.0.0.1" },
        },
      },
    });
  }
  return defineConfig({
    test: {
      projects,
      reporters: ["default", report(".report/tests.json")],
    },
  });
}
