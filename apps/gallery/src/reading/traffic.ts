/** A `fetch` that counts: requests sent, and bytes of bodies that arrived. */
export interface Traffic {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly requests: number;
  readonly bytes: number;
}

export function countTraffic(): Traffic {
  const traffic = {
    requests: 0,
    bytes: 0,
    async fetch(url: string, init: RequestInit): Promise<Response> {
      traffic.requests++;
      const response = await fetch(url, init);
      const counted = response.body?.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(piece, controller) {
            traffic.bytes += piece.length;
            controller.enqueue(piece);
          },
        }),
      );
      // A new Response would lose its URL and type, which error messages tell.
      return Object.defineProperty(response, "body", { value: counted ?? null });
    },
  };
  return traffic;
}
