import type { S3 } from "@zarrkit/test-servers/s3";

/** The keys of the examples. */
export const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret+/secret" };

/** A `fetch` that reaches the server without a network, and what it was asked. */
export function direct(s3: S3) {
  const asked: string[] = [];
  const fetch = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address);
    asked.push(`${init.method ?? "GET"} ${address}`);
    init.signal?.throwIfAborted();
    const body = init.body instanceof Uint8Array ? new Uint8Array(init.body) : new Uint8Array(0);
    const headers = { ...Object.fromEntries(new Headers(init.headers)), host: url.host };
    const answer = await s3.respond({ method: init.method ?? "GET", url, headers, body });
    if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay));
    init.signal?.throwIfAborted();
    const empty = answer.status === 204 || init.method === "HEAD";
    return new Response(empty ? null : Uint8Array.from(answer.body), {
      status: answer.status,
      headers: answer.headers,
    });
  };
  return { asked, fetch };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
