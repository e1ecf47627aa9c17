// SPDX-License-Identifier: GPL-3.0-or-later
// Serves a built web client as the relay does, with the same policies on content and permissions, for tests of the screens alone.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const [root, port] = [process.argv[2], Number(process.argv[3])];

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
const news = [
  {
    id: 2,
    title: "The relay moved",
    text: "It runs on the new machine in the basement now, and should answer a little faster.\n\nIf something looks odd, tell Ben.",
    published_at: "2026-11-20",
  },
  {
    id: 1,
    title: "Welcome",
    text: "This relay is run by the choir. Write to anybody, and ask your friends in.",
    published_at: "2026-10-02",
  },
];

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/api/v1/news") {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ news }));
    return;
  }
  const wanted = join(root, normalize(pathname));
  const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(root, "index.html");
  response.writeHead(200, {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "content-security-policy": policy,
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  });
  createReadStream(file).pipe(response);
}).listen(port, "127.0.0.1");
