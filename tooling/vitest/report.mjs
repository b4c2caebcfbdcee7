import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes what `npm test` adds up: one file per package, kept in turbo's cache beside the result, so that a package whose
 * tests need not run again still counts. Vitest's own JSON knows neither the reason of a skip nor errors outside tests.
 *
 * A skip gives its reason with `context.skip("reason")`, or in its title: `it.skip("reads X (skipped: reason)")`.
 * @param {string} file path of the report, relative to the package
 * @returns {import("vitest/reporters").Reporter}
 */
export function report(file) {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const result = summary(modules, unhandledErrors);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(result, undefined, 1)}\n`);
    },
  };
}

/** @returns {{ passed: number, failed: { name: string, message: string }[], skipped: { name: string, reason?: string }[] }} */
export function summary(modules, unhandledErrors) {
  const failed = unhandledErrors.map((error) => ({ name: "outside any test", message: firstLine(error) }));
  const skipped = [];
  let passed = 0;
  for (const module of modules) {
    const where = [module.project.name, module.relativeModuleId].filter(Boolean).join(": ");
    for (const error of module.errors()) failed.push({ name: where, message: firstLine(error) });
    for (const suite of module.children.allSuites()) {
      for (const error of suite.errors()) failed.push({ name: suite.fullName, message: firstLine(error) });
    }
    for (const test of module.children.allTests()) {
      const name = `${where} > ${test.fullName}`;
      const { state, errors, note } = test.result();
      if (state === "passed") passed += 1;
      else if (state === "skipped") skipped.push({ name, reason: note || reasonInTitle(test.fullName) });
      else failed.push({ name, message: errors?.length ? firstLine(errors[0]) : "did not finish" });
    }
  }
  return { passed, failed, skipped };
}

function reasonInTitle(title) {
  return /\(skipped: (.+)\)/.exec(title)?.[1];
}

function firstLine(error) {
  return String(error?.message ?? error).split("\n", 1)[0];
}
