// Serves a folder of static files on this machine, as any static host would.
//
//   node scripts/serve.mjs [--port 8080] [--dir dist]
//
// As a module: `serve({ dir, port })` resolves to { address, close }; port 0 takes a free one.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The file of `dir` that the address `url` names, or null. */
function fileFor(dir, url) {
  try {
    let path = resolve(join(dir, decodeURIComponent(new URL(url, "http://host").pathname)));
    if (path !== dir && !path.startsWith(dir + sep)) {
      return null;
    }
    if (statSync(path).isDirectory()) {
      path = join(path, "index.html");
    }
    return { path, size: statSync(path).size };
  } catch {
    return null;
  }
}

export function serve({ dir = "dist", port = 0 } = {}) {
  const folder = resolve(dir);
  const server = createServer((request, response) => {
    const file = fileFor(folder, request.url);
    if (file === null) {
      response.writeHead(404, { "content-type": "text/plain" }).end("There is no such file.\n");
      return;
    }
    response.writeHead(200, {
      "content-type": types[extname(file.path)] ?? "application/octet-stream",
      "content-length": file.size,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    if (request.method === "HEAD") {
      response.end();
    } else {
      createReadStream(file.path).pipe(response);
    }
  });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () =>
      done({
        address: `http://127.0.0.1:${server.address().port}/`,
        close: () => (server.closeAllConnections(), server.close()),
      }),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "8080" }, dir: { type: "string", default: "dist" } },
  });
  try {
    const { address } = await serve({ dir: values.dir, port: Number(values.port) });
    console.log(`Lastmile is at ${address} (Ctrl+C ends it).`);
  } catch (error) {
    console.error(
      error.code === "EADDRINUSE"
        ? `Port ${values.port} is taken: choose another with --port.`
        : `Nothing can be served: ${error.message}`,
    );
    process.exit(1);
  }
}
