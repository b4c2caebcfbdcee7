import { existsSync } from "node:fs";
import { environment, step } from "./command.mjs";

/**
 * Installs Debian packages, waiting for another apt-get that may be running. Answers whether it did; without apt-get, or
 * without the right to, nothing happens.
 */
export async function installDebian(...names) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const lock = ["-o", "DPkg::Lock::Timeout=300", "-q", "-y"];
  environment.DEBIAN_FRONTEND = "noninteractive";
  await step("package lists of Debian", ["apt-get", ...lock, "update"], { mayFail: true });
  const install = ["install", "--no-install-recommends", ...names];
  return step(`${names.join(", ")} from Debian`, ["apt-get", ...lock, ...install], { mayFail: true });
}
