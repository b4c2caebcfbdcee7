/**
 * @typedef {object} Outcome
 * @property {string} title who wrote and who read
 * @property {{ path: string, cannot?: string }[]} cells all cells of that direction
 * @property {number} passed
 * @property {{ path: string, problem: string }[]} failed
 */

/**
 * Prints each direction's failures, what the other implementation cannot do and why, and the counts; in the last line
 * those of all. A cell that nobody accounts for is a failure.
 * @param {readonly Outcome[]} outcomes
 * @returns {number} exit code
 */
export function printOutcomes(outcomes, print = console.log) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { title, cells, passed, failed } of outcomes) {
    const skipped = cells.filter(({ cannot }) => cannot !== undefined);
    const lost = cells.length - skipped.length - passed - failed.length;
    for (const { path, problem } of failed.slice(0, 20)) print(`failed   ${title}: ${path}: ${problem}`);
    if (failed.length > 20) print(`failed   ${title}: … and ${failed.length - 20} more`);
    if (lost !== 0) print(`failed   ${title}: ${lost} cells were neither compared nor reported`);
    for (const [reason, count] of counts(skipped.map(({ cannot }) => cannot)))
      print(`skipped  ${title}: ${count} cells: ${reason}`);
    print(
      `${title}: ${passed} equal of ${cells.length} cells, ${failed.length + Math.abs(lost)} wrong, ${skipped.length} not possible there`,
    );
    sum.passed += passed;
    sum.failed += failed.length + Math.abs(lost);
    sum.skipped += skipped.length;
  }
  print(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return sum.failed === 0 ? 0 : 1;
}

function counts(reasons) {
  const found = new Map();
  for (const reason of reasons) found.set(reason, (found.get(reason) ?? 0) + 1);
  return found;
}
