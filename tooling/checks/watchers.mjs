import { publishedPackages, root, workspacePackages } from "../workspace/packages.mjs";
import { isPlugin } from "./anatomy.mjs";

/** Packages whose tests are about other packages: which ones their manifests must name, so that turbo builds those first. */
const watchers = {
  "@zarrkit/sizes": () => true,
  "@zarrkit/interop": isPlugin,
};

/**
 * What is about every package names every package.
 * @param {string} [base] another tree with the same layout
 * @returns {string[]}
 */
export function watcherProblems(base = root) {
  const problems = [];
  for (const { name, path, manifest } of workspacePackages(base)) {
    const watches = watchers[name];
    if (watches === undefined) continue;
    for (const one of publishedPackages(base).filter(watches)) {
      if (!(one.name in manifest.devDependencies)) problems.push(`${path}: devDependencies must name ${one.name}.`);
    }
  }
  return problems;
}
