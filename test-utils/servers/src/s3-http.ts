import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3 } from "./s3.js";

export interface S3Server {
  /** Ends without a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves S3 over HTTP on a free port of 127.0.0.1, buckets in the path. */
export async function serveS3(s3: S3): Promise<S3Server> {
  const server = createServer((request, response) => {
    (async () => {
      const { method = "GET", headers, url = "/" } = request;
      const plain = Object.entries(headers).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      );
      const answer = await s3.respond({
        method,
        url: new URL(url, `http://${headers.host}`),
        headers: Object.fromEntries(plain) as Record<string, string>,
        body: await bodyOf(request),
      });
      if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay));
      if (answer.broken?.after === 0) return void request.socket.resetAndDestroy();
      const told = { "content-length": answer.body.length, date: new Date().toUTCString(), ...answer.headers };
      response.writeHead(answer.status, answer.status === 204 ? {} : told);
      if (!answer.broken) return void response.end(method === "HEAD" ? undefined : answer.body);
      response.write(answer.body.subarray(0, answer.broken.after));
      setTimeout(() => request.socket.resetAndDestroy(), 20);
    })().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}
