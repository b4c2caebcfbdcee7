import { HttpResponse, http, type RequestHandler } from "msw";
import type { S3 } from "./s3.js";

/** The same S3 as an msw handler for all addresses that a pattern matches: "https://*.amazonaws.com/*". */
export function s3Handlers(s3: S3, ...patterns: readonly string[]): RequestHandler[] {
  return patterns.map((pattern) =>
    http.all(pattern, async ({ request }) => {
      const url = new URL(request.url);
      const { status, headers, body, broken, delay } = await s3.respond({
        method: request.method,
        url,
        headers: { ...Object.fromEntries(request.headers), host: url.host },
        body: new Uint8Array(await request.clone().arrayBuffer()),
      });
      if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
      if (broken?.after === 0) return HttpResponse.error();
      if (status === 204 || request.method === "HEAD") return new HttpResponse(null, { status, headers });
      if (!broken) return new HttpResponse(Uint8Array.from(body), { status, headers });
      const cut = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Uint8Array.from(body.subarray(0, broken.after)));
          controller.error(new TypeError("the connection was reset"));
        },
      });
      return new HttpResponse(cut, { status, headers });
    }),
  );
}
