// After trunk has written the page: cuts a release build into parts, puts the hash of each inline
// script into the security policy, ties the files of the engines together, and writes a release
// build once more as one file.
//
// The policy of index.html allows no inline script. trunk writes one, which starts the app, and its
// text changes with every build; so its hash can be known only here.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeOneFile } from "./one-file.mjs";
import { split } from "./split-page.mjs";

const folder = process.env.TRUNK_STAGING_DIR ?? "dist";
// A debug build stays whole: it is there to be built fast.
const isRelease = process.env.TRUNK_PROFILE === "release";
if (isRelease) {
  const told = execFileSync("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"], { maxBuffer: 1 << 26 });
  await split(folder, join(JSON.parse(told).target_directory, "wasm32-unknown-unknown/release/lastmile.wasm"));
}
const page = join(folder, "index.html");
let html = readFileSync(page, "utf8");

const hashes = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
  .filter(([, attributes, text]) => !/\ssrc\s*=/i.test(attributes) && text !== "")
  .map(([, , text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);

const policy = /(<meta http-equiv="?Content-Security-Policy"? content="[^"]*)\bINLINE\b/i;
if (!policy.test(html) || hashes.length === 0) {
  console.error("The page was not sealed: index.html has no INLINE in its policy, or no inline script was written.");
  process.exit(1);
}
html = html.replace(policy, (_, before) => before + hashes.join(" "));
// Comments are for whoever reads the source.
html = html.replace(/<!--[\s\S]*?-->\n?/g, "");
writeFileSync(page, html);

// The thread of the engines: trunk gives its files no names of their own, so they are asked for by
// what is in them, and a browser's cache cannot mix two builds.
const query = (name) => `./${name}?${createHash("sha256").update(readFileSync(join(folder, name))).digest("hex").slice(0, 12)}`;
writeFileSync(
  join(folder, "engine_loader.js"),
  `importScripts("${query("engine.js")}");wasm_bindgen({module_or_path:"${query("engine_bg.wasm")}"});\n`,
);

if (isRelease) {
  writeOneFile(folder);
}
