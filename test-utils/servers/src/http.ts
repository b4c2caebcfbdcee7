import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SiteAnswer, SiteRequest } from "./engine.js";
import type { Rule } from "./fault.js";
import { Site, type SiteOptions } from "./site.js";

export interface SiteServer {
  /** Ends without a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a site over HTTP on a free port of 127.0.0.1. */
export async function serveSite(site: Site): Promise<SiteServer> {
  return listen(async (request, response) => {
    await deliver(await site.respond(siteRequest(request, request.url ?? "/")), request, response);
  });
}

/** What `remoteSite` sends to make a site; values in base64. */
export interface SiteOrder extends Omit<SiteOptions, "values"> {
  readonly values?: readonly (readonly [key: string, base64: string])[];
}

/**
 * Serves any number of sites, for tests that run in a page: `POST /name` makes one, `GET /name` answers its log, and
 * `/name/…` are its keys.
 */
export async function serveSites(): Promise<SiteServer> {
  const sites = new Map<string, Site>();
  return listen(async (request, response) => {
    const [, name = "", rest] = /^\/([^/?]*)(\/.*)?$/.exec(request.url ?? "") ?? [];
    if (rest === undefined) return control(sites, name, request, response);
    const site = sites.get(name) ?? new Site();
    await deliver(await site.respond(siteRequest(request, rest)), request, response);
  });
}

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<SiteServer> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
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

async function control(sites: Map<string, Site>, name: string, request: IncomingMessage, response: ServerResponse) {
  const headers = { "access-control-allow-origin": "*", "content-type": "application/json" };
  if (request.method === "POST") {
    const pieces: Uint8Array[] = [];
    for await (const piece of request) pieces.push(piece as Uint8Array);
    const order = JSON.parse(Buffer.concat(pieces).toString()) as SiteOrder;
    const values = order.values?.map(([key, base64]) => [key, Buffer.from(base64, "base64")] as const) ?? [];
    sites.set(name, new Site({ ...order, rules: order.rules as Rule[], values }));
  }
  response.writeHead(200, headers).end(JSON.stringify(sites.get(name)?.log ?? []));
}

function siteRequest({ method = "GET", headers }: IncomingMessage, url: string): SiteRequest {
  const { pathname, search } = new URL(url, "http://site");
  const plain = Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return {
    method,
    key: pathname.slice(1).split("/").map(decodeURIComponent).join("/"),
    query: search.slice(1),
    headers: Object.fromEntries(plain) as Record<string, string>,
  };
}

async function deliver(answer: SiteAnswer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, body = new Uint8Array(0), refused, cut, before, between } = answer;
  if (before) await wait(before);
  if (refused) return void request.socket.resetAndDestroy();
  const sent = body.subarray(0, cut?.after);
  // A connection whose body does not end where its headers say cannot serve another request.
  const spoiled =
    request.method !== "HEAD" &&
    headers["content-length"] !== undefined &&
    Number(headers["content-length"]) !== sent.length;
  response.writeHead(status, spoiled ? { ...headers, connection: "close" } : headers);
  response.flushHeaders();
  for (let offset = 0; offset < sent.length; offset += between ? 1000 : sent.length) {
    if (between) await wait(between);
    response.write(sent.subarray(offset, between ? offset + 1000 : undefined));
  }
  if (cut?.by === "reset") {
    await wait(20);
    request.socket.resetAndDestroy();
  } else response.end();
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
