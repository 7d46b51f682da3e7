// Writes the built page once more as one file that needs no host: `lastmile.html`.
//
// What the page loads by name stands packed in the file, and a small script in front answers from
// there. So the program is the same as on a host, to the byte; only its security policy is stricter:
// nothing at all can be asked of a network.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Base64 of gzip to bytes. It runs in the page and in the thread of the engines. */
const unpacked = `async (packed) => {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}`;

/** Stands in front of the program: what it asks for by name, and the thread it starts, are here. */
const answers = `"use strict";
(() => {
  const unpacked = ${unpacked};
  const held = (name) => document.querySelector(\`script[data-file="\${name}"]\`)?.textContent;
  // The page as it was written: the program puts projects into it and offers it to be kept.
  const outer = ({ outerHTML }) => outerHTML;
  const [head, ...shown] = [document.head, ...document.body.children].filter(({ localName }) => localName !== "script").map(outer);
  globalThis.lastmilePage = () => {
    const scripts = [...document.querySelectorAll("body > script:not([data-projects])")].map(outer);
    return ["<!DOCTYPE html>\\n<html lang=\\"en\\">", head, "<body>", ...shown, ...scripts, "</body>\\n</html>\\n"].join("\\n");
  };
  globalThis.fetch = async (asked) => {
    const packed = held(String(asked).replace(/^.*\\//, ""));
    if (packed === undefined) return new Response(null, { status: 404 });
    return new Response(await unpacked(packed), { headers: { "content-type": "application/wasm" } });
  };
  globalThis.Worker = class extends Worker {
    constructor() {
      const start = \`\\n(${unpacked.replaceAll("\n", "\\n")})("\${held("engine_bg.wasm")}").then((module_or_path) => wasm_bindgen({ module_or_path }));\`;
      super(URL.createObjectURL(new Blob([held("engine.js"), start], { type: "text/javascript" })));
    }
  };
})();
`;

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** A script as it can stand in a page. */
function inline(text, attributes = "") {
  if (/<\/script|<!--/i.test(text)) {
    throw new Error("A script holds what would end it in a page: scripts/one-file.mjs has to be mended.");
  }
  return `<script${attributes}>${text}</script>\n`;
}

/** `text` with the one place that `found` matches replaced. */
function replaced(text, found, by) {
  const parts = text.split(found);
  if (parts.length !== 2) {
    throw new Error(`The built page has ${parts.length - 1} times ${found}: scripts/one-file.mjs has to be mended.`);
  }
  return parts.join(by);
}

/** Writes `lastmile.html` from the page that was built into `folder`. */
export function writeOneFile(folder) {
  const names = readdirSync(folder).sort();
  const read = (name) => readFileSync(join(folder, name), "utf8");
  const the = (pattern) => {
    const name = names.find((name) => pattern.test(name));
    if (name === undefined) {
      throw new Error(`The built page has no ${pattern}: scripts/one-file.mjs has to be mended.`);
    }
    return name;
  };
  const style = [/^lastmile-.*\.css$/, /^places-.*\.css$/].map((sheet) => read(the(sheet))).join("\n");
  const program = the(/^lastmile-.*\.js$/);
  // The style of the places, which the program loads late, is there from the start.
  const start = `\nawait __wbg_init({ module_or_path: "./${program.replace(".js", "_bg.wasm")}" });\n`;
  const scripts = [
    [read(the(/^rescue-.*\.js$/)), ""],
    [answers, ""],
    [replaced(read(program), "let lateSheet;", "let lateSheet = Promise.resolve();") + start, ' type="module"'],
  ];
  const files = names
    .filter((name) => name.endsWith(".wasm"))
    .map((name) => inline(gzipSync(readFileSync(join(folder, name)), { level: 9 }).toString("base64"), ` type="text/plain" data-file="${name}"`));
  files.push(inline(read("engine.js"), ' type="text/plain" data-file="engine.js"'));

  const policy = `default-src 'none'; script-src 'wasm-unsafe-eval' ${scripts.map(([text]) => hash(text)).join(" ")}; \
style-src ${hash(style)}; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'`;
  let page = read("index.html")
    .replace(/<script\b[^]*?<\/script>\s*/g, "")
    .replace(/<link rel="?(stylesheet|modulepreload|preload)\b[^>]*>\s*/g, "");
  page = replaced(page, /(?<=http-equiv="?Content-Security-Policy"? content=")[^"]*/, policy);
  page = replaced(page, "</head>", `<style>${style}</style>\n</head>`);
  page = replaced(page, "</body>", `${files.join("")}${scripts.map(([text, attributes]) => inline(text, attributes)).join("")}</body>`);
  writeFileSync(join(folder, "lastmile.html"), page);
}
