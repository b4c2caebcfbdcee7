import { defineConfig } from "vitest/config";
import { report } from "../../report.mjs";

export default defineConfig({ test: { include: ["*.case.ts"], reporters: [report(".report/tests.json")] } });
