import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serveFolders } from "./folders.js";

export interface Loopback {
  /** "http://127.0.0.1:40123/" */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves folders to this machine only, on a port that is free. */
export async function serveOnLoopback(folders: Readonly<Record<string, string>>): Promise<Loopback> {
  const answer = serveFolders(folders);
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
