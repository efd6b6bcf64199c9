// A folder over HTTP/2, as real servers send it: node http2.mjs FOLDER KEY CERTIFICATE HEADERS (JSON). Says its port. What stands
// compressed beside a file (FILE.gz) is sent, as nginx does with `gzip_static`; the zlib of Node.js makes small files 3 % longer.
// A connection that asked for an address with `?slow` is slow from then on: LATENCY_MS for each answer, and all of them share BYTES_PER_MS.
import { createSecureServer } from "node:http2";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const LATENCY_MS = 150, BYTES_PER_MS = 200, HEAD = 30; // slow 4G: 1.6 Mbit/s; an answer's head is about so long
const [folder, key, cert, headers] = process.argv.slice(2), kept = new Map();
const types = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8" };

function answer(path) {
  let file = join(folder, normalize(decodeURIComponent(path.split("?")[0])));
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  return existsSync(file) ? { ":status": 200, "content-type": types[file.split(".").pop()], data: existsSync(file + ".gz") ? readFileSync(file + ".gz") : gzipSync(readFileSync(file), { level: 9 }) } : { ":status": 404, data: gzipSync("") };
}

const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert), noDelay: true }); // as nginx: the head of an answer does not wait for its body
server.on("stream", (stream, asked) => {
  const path = asked[":path"];
  if (!kept.has(path)) kept.set(path, answer(path));
  const { data, ...told } = kept.get(path);
  stream.on("error", () => {});
  function send() {
    if (stream.destroyed) return;
    stream.respond({ ...JSON.parse(headers), ...told, "content-encoding": "gzip", "cache-control": "no-cache" });
    stream.end(data);
  }
  const line = stream.session, now = performance.now();
  if (path.includes("?slow")) line.free = now;
  if (line.free === undefined) send();
  else setTimeout(send, (line.free = Math.max(line.free, now + LATENCY_MS) + (data.length + HEAD) / BYTES_PER_MS) - now);
});
server.on("sessionError", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
