/** One request that was sent, and how many bytes of its answer's body have arrived. */
export interface Request {
  readonly url: string;
  bytes: number;
}

/** A `fetch` that keeps a log. */
export interface Traffic {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly log: readonly Request[];
}

export function recordTraffic(): Traffic {
  const log: Request[] = [];
  return {
    log,
    async fetch(url, init) {
      const request = { url, bytes: 0 };
      log.push(request);
      const response = await fetch(url, init);
      const counted = response.body?.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(piece, controller) {
            request.bytes += piece.length;
            controller.enqueue(piece);
          },
        }),
      );
      // A new Response would lose its URL and type, which error messages tell.
      return Object.defineProperty(response, "body", { value: counted ?? null });
    },
  };
}

/** Requests of a log from `start` on that went to a URL or below it. */
export function requestsTo(url: string, log: readonly Request[], start = 0): readonly Request[] {
  return log.slice(start).filter((request) => request.url === url || request.url.startsWith(`${url}/`));
}
