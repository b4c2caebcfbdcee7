import { type HttpHandler, HttpResponse, http } from "msw";
import type { SiteAnswer } from "./engine.js";
import type { Site } from "./site.js";

/** The same site as msw handlers, below an address that ends without a slash. */
export function siteHandlers(address: string, site: Site): HttpHandler[] {
  return [
    http.all(`${address}/*`, async ({ request }) => {
      const { pathname, search } = new URL(request.url);
      const base = new URL(address).pathname.replace(/\/$/, "");
      const answer = await site.respond({
        method: request.method,
        key: pathname
          .slice(base.length + 1)
          .split("/")
          .map(decodeURIComponent)
          .join("/"),
        query: search.slice(1),
        headers: Object.fromEntries(request.headers),
      });
      return deliver(answer);
    }),
  ];
}

async function deliver({ status, headers, body, refused, cut, before, between }: SiteAnswer): Promise<Response> {
  if (before) await wait(before);
  if (refused) return HttpResponse.error();
  const sent = body?.slice(0, cut?.after);
  if (!sent || status === 204) return new HttpResponse(null, { status, headers });
  if (!between && cut?.by !== "reset") return new HttpResponse(sent, { status, headers });
  const pieces = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (let offset = 0; offset < sent.length; offset += between ? 1000 : sent.length) {
        if (between) await wait(between);
        controller.enqueue(sent.slice(offset, between ? offset + 1000 : undefined));
      }
      if (cut?.by === "reset") controller.error(new TypeError("the connection was reset"));
      else controller.close();
    },
  });
  return new HttpResponse(pieces, { status, headers });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
