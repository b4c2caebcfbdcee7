import type { TestProject } from "vitest/node";
import { serveSites } from "../src/http.js";

/** Starts the server of sites before the tests and ends it after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serveSites();
  project.provide("sites", server.url);
  return () => server.close();
}
