import type { TestProject } from "vitest/node";
import { serveSites } from "../src/http.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a server of sites, of another origin than any page of tests. */
    sites: string;
  }
}

/** Starts the server of sites before the tests and ends it after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serveSites();
  project.provide("sites", server.url);
  return () => server.close();
}
