// Serves the folder it is told to, with single ranges, each answer after a delay; tells its parent its port, and how many
// requests it had whenever asked. Ends with its parent.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const [folder, delay] = process.argv.slice(2);
let requests = 0;

const server = createServer((request, response) => {
  requests += 1;
  setTimeout(() => answer(request, response), Number(delay));
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", () => process.send({ requests }));
process.on("disconnect", () => process.exit());

function answer(request, response) {
  const file = join(folder, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return void response.writeHead(404).end();
  const [, start, end] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const headers = { "Accept-Ranges": "bytes", ETag: `"${size}"` };
  if (start === undefined) {
    response.writeHead(200, { ...headers, "Content-Length": size });
    return void (request.method === "HEAD" ? response.end() : createReadStream(file).pipe(response));
  }
  const first = start === "" ? Math.max(0, size - Number(end)) : Number(start);
  const last = start === "" || end === "" ? size - 1 : Math.min(size - 1, Number(end));
  response.writeHead(206, {
    ...headers,
    "Content-Length": last - first + 1,
    "Content-Range": `bytes ${first}-${last}/${size}`,
  });
  createReadStream(file, { start: first, end: last }).pipe(response);
}
