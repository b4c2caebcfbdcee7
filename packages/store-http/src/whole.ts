import type { Bytes } from "@zarrkit/plugin-api";
import { type Answer, announcedLength, readBody } from "./body.js";
import { failure } from "./failure.js";

/** The first `most` bytes of a whole value; `limited`: a value that goes on is refused. A page is no value. */
export async function readWhole(answer: Answer, most = Infinity, limited = false): Promise<Bytes> {
  const { asked, response } = answer;
  const bytes = limited && (announcedLength(response) ?? 0) > most ? undefined : await readBody(answer, most + 1);
  if (!bytes || (limited && bytes.length > most)) {
    const problem = `sent the whole value for a part of it, more than ${most} bytes`;
    throw failure(asked, problem, "Use a server that knows ranges, or raise the option wholeLimit.", { status: 200 });
  }
  if (isPage(response, bytes)) {
    const remedy = "It may want a login, or send a page for keys it does not have: then have it answer 404.";
    throw failure(asked, "answered an HTML page", remedy, { status: 200 });
  }
  return bytes.subarray(0, most);
}

/** Called a page by its server, and text that starts with "<": no JSON does, nor a chunk that is merely mislabelled. */
function isPage({ headers }: Response, bytes: Bytes): boolean {
  if (!headers.get("content-type")?.startsWith("text/html")) return false;
  return /^\s*<[^\0-\x08\ufffd]*$/.test(new TextDecoder().decode(bytes.slice(0, 64), { stream: true }));
}
