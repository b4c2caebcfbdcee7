import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream";

/**
 * Answers requests for files of folders, as object stores do: GET and HEAD, one byte range, every origin allowed, no
 * listings. `folders` maps the first segment of the path to a folder, or to a file that it names.
 */
export function serveFolders(folders: Readonly<Record<string, string>>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    const answer = (status: number) => void response.writeHead(status).end();
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405);
    const path = pathOf(request.url ?? "/", folders);
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path === undefined || !found?.isFile()) return answer(404);

    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Content-Type", contentType(path));
    const range = rangeOf(request.headers.range, found.size);
    if (range === "unsatisfiable") {
      response.setHeader("Content-Range", `bytes */${found.size}`);
      return answer(416);
    }
    const [start, end] = range ?? [0, found.size - 1];
    response.setHeader("Content-Length", end - start + 1);
    if (range) response.setHeader("Content-Range", `bytes ${start}-${end}/${found.size}`);
    response.writeHead(range ? 206 : 200);
    if (request.method === "HEAD" || found.size === 0) return void response.end();
    // Whoever hangs up early, or a file that vanishes, ends both streams; the client sees a body cut short.
    pipeline(createReadStream(path, { start, end }), response, () => {});
  };
}

/** Chunks have no type; documents and what people read have. */
function contentType(path: string): string {
  if (/\.json$|\/\.z\w+$/.test(path)) return "application/json";
  if (path.endsWith(".js")) return "text/javascript";
  return path.endsWith(".md") ? "text/plain; charset=utf-8" : "application/octet-stream";
}

/** The file a URL names; `undefined` for what could leave the folder. */
function pathOf(url: string, folders: Readonly<Record<string, string>>): string | undefined {
  let segments: string[];
  try {
    segments = url.split("?", 1)[0]!.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
  if (segments.some((segment) => segment === "" || segment === "." || segment === ".." || /[/\\:\0]/.test(segment))) {
    return undefined;
  }
  const [name, ...below] = segments;
  const folder = name !== undefined && Object.hasOwn(folders, name) ? folders[name] : undefined;
  return folder === undefined ? undefined : join(folder, ...below);
}

/** First and last byte of a range that this server honours; `undefined` means the whole file (RFC 9110, 14.2). */
function rangeOf(header: string | undefined, size: number): [start: number, end: number] | "unsatisfiable" | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return undefined;
  const [, from, to] = found;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  return start >= size || (from === "" && Number(to) === 0) ? "unsatisfiable" : [start, end];
}
