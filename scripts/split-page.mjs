// Cuts the linked program into what the page starts with and the parts that it loads later.
//
// `#[wasm_split(NAME, …)]` functions (src/app/chunks.rs) say where. wasm-split follows the
// relocations of the linked program: what only NAME's function needs becomes its part, what several
// parts need and the start does not becomes a chunk for just those parts. There can be dozens of
// chunks, so they travel together: a file for those that the first landing place shares with others,
// one for those of the second, one for all that remain.

import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** The parts that people land in: what they need is not made to wait for what others share. */
const LANDINGS = ["home", "project", "overview", "audit"];

/** The parts that need none of places.css: the first screen, and those that draw nothing. */
const UNSTYLED = ["home", "project", "samples", "files", "snapshots"];

/** Modules below this many bytes gain less from wasm-opt than it takes to start it. */
const WORTH_OPTIMISING = 4096;

const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];

const run = (program, ...given) => execFileSync(program, given, { stdio: ["ignore", "pipe", "inherit"] });
const digest = (...texts) => {
  const hash = createHash("sha256");
  texts.forEach((text) => hash.update(text));
  return hash.digest("hex").slice(0, 16);
};

/** A module without its custom sections: names and the like, which nothing needs. */
function stripped(bytes) {
  const kept = sections(bytes).filter(([kind]) => kind !== 0);
  return Buffer.concat([HEAD, ...kept.map(([kind, content]) => section(kind, content))]);
}

/** Makes the modules in these files as small as wasm-opt can, several at a time. */
async function optimise(paths) {
  const features = FEATURES.map((feature) => `--enable-${feature}`);
  const waiting = [...paths];
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const bytes = stripped(readFileSync(path));
      writeFileSync(path, bytes);
      if (bytes.length >= WORTH_OPTIMISING) {
        // The stack lies lowest, so nothing is kept at the first addresses.
        await promisify(execFile)("wasm-opt", ["-Oz", "--low-memory-unused", ...features, path, "-o", path]);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** A number as WebAssembly writes it. */
function leb128(number) {
  const bytes = [];
  do {
    bytes.push((number & 127) | (number > 127 ? 128 : 0));
    number >>>= 7;
  } while (number > 0);
  return Buffer.from(bytes);
}

/** A number that a module holds at this place, and the place behind it. */
function readLeb128(bytes, at) {
  let [number, factor] = [0, 1];
  for (; ; at += 1, factor *= 128) {
    number += (bytes[at] & 127) * factor;
    if (bytes[at] <= 127) {
      return [number, at + 1];
    }
  }
}

/** The sections of a module: the kind and the content of each. */
function sections(bytes) {
  const found = [];
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = readLeb128(bytes, at + 1);
    found.push([bytes[at], bytes.subarray(start, start + length)]);
    at = start + length;
  }
  return found;
}

const section = (kind, content) => Buffer.concat([Buffer.from([kind]), leb128(content.length), content]);
const HEAD = Buffer.from("\0asm\x01\0\0\0", "latin1");

/** Has a module import under short names: each has a hash in it, in the script too. Returns it with
 * the new name of each. */
function withShortImports(bytes) {
  const names = new Map();
  const short = (content) => {
    let [count, at] = readLeb128(content, 0);
    const out = [leb128(count)];
    for (; count > 0; count -= 1) {
      const [moduleLength, module] = readLeb128(content, at);
      const [nameLength, name] = readLeb128(content, module + moduleLength);
      const end = name + nameLength;
      // Only functions are imported by the program that the page starts with.
      const [, next] = readLeb128(content, end + 1);
      if (content[end] !== 0) {
        throw new Error("The program imports more than functions: scripts/split-page.mjs has to be mended.");
      }
      const given = content.toString("utf8", name, end);
      if (!names.has(given)) {
        names.set(given, names.size.toString(36));
      }
      const renamed = Buffer.from(names.get(given));
      out.push(content.subarray(at, module + moduleLength), leb128(renamed.length), renamed, content.subarray(end, next));
      at = next;
    }
    return Buffer.concat(out);
  };
  const made = sections(bytes).map(([kind, content]) => section(kind, kind === 2 ? short(content) : content));
  return [Buffer.concat([HEAD, ...made]), names];
}

/** The script of the program with the short names of what it gives to it, and without indentation. */
function shortened(script, names) {
  const missed = new Set([...names.keys()].filter((name) => !name.startsWith("__wasm_split_load_")));
  const called = script.replace(/^( {8})(\w+): function/gm, (whole, indent, name) =>
    missed.delete(name) ? `${indent}"${names.get(name)}": function` : whole,
  );
  if (missed.size > 0) {
    throw new Error(`The script gives no ${[...missed].join(", ")}: scripts/split-page.mjs has to be mended.`);
  }
  return called.replace(/^ +/gm, "").replace(/^(\/\/.*|\/\*\*[^]*?\*\/)\n/gm, "");
}

/** Several modules as one file that is a module itself: hosts compress it, and browsers take it apart. */
function packed(modules) {
  const name = Buffer.from("\x04part");
  return Buffer.concat([HEAD, ...modules.map((bytes) => section(0, Buffer.concat([name, bytes])))]);
}

/** For each part the names of the modules it is made of, from the script that wasm-split writes. */
function modulesOfParts(script) {
  const chunks = new Map(
    [...script.matchAll(/const (__chunk_\d+) = makeLoad\(.*?"\.\/(\w+)\.wasm"/gs)].map(([, variable, file]) => [variable, file]),
  );
  const parts = script.matchAll(/export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\((.*?), \[([^\]]*)\]\)\);/gs);
  return new Map(
    [...parts].map(([, part, fetching, needed]) => {
      const own = /"\.\/(\w+)\.wasm"/.exec(fetching);
      const shared = needed.split(", ").filter(Boolean).map((variable) => chunks.get(variable));
      return [part, [...(own ? [own[1]] : []), ...shared]];
    }),
  );
}

/** Which modules go into which file: a part's own alone, the shared ones by the first landing place. */
function filesOf(parts) {
  const users = new Map();
  for (const [part, modules] of parts) {
    modules.forEach((module) => users.set(module, [...(users.get(module) ?? []), part]));
  }
  const files = new Map();
  for (const [module, by] of users) {
    const isShared = module.startsWith("chunk_");
    const landing = LANDINGS.find((part) => by.includes(part)) ?? "later";
    const file = isShared ? `shared-${landing}` : by[0];
    files.set(file, [...(files.get(file) ?? []), module]);
  }
  return files;
}

/** What the script of the page gains: the loaders that the program imports. */
const loader = (files, names, sheet) => `
const lateFiles = ${JSON.stringify(files)};
const lateNames = ${JSON.stringify(names)};
const lateFetches = {};
const lateFetch = (file) => lateFetches[file] ??= fetch(new URL(file, import.meta.url)).then(async (answer) => {
  if (!answer.ok) throw new Error(\`\${answer.status} for \${file}\`);
  const module = await WebAssembly.compile(await answer.arrayBuffer());
  const parts = WebAssembly.Module.customSections(module, "part");
  return parts.length === 0 ? [module] : Promise.all(parts.map((part) => WebAssembly.compile(part)));
}).catch((error) => {
  delete lateFetches[file];
  throw error;
});
const lateReady = {};
const lateLoad = (file) => lateReady[file] ??= lateFetch(file).then((modules) =>
  Promise.all(modules.map((module) => WebAssembly.instantiate(module, { __wasm_split: wasm })))
).catch((error) => {
  delete lateReady[file];
  throw error;
});
let lateSheet;
const lateStyle = () => lateSheet ??= new Promise((resolve, reject) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("${sheet}", import.meta.url) });
  link.onload = resolve;
  link.onerror = () => {
    lateSheet = undefined;
    link.remove();
    reject(new Error("The style of the places could not be loaded"));
  };
  document.head.append(link);
});
const unstyled = ${JSON.stringify(UNSTYLED)};
const lateParts = Object.fromEntries(Object.entries(lateFiles).map(([part, files]) => [
  lateNames[part],
  async (callback, data) => {
    let succeeded = true;
    const style = unstyled.includes(part) ? [] : [lateStyle()];
    await Promise.all([...style, ...files.map(lateLoad)]).catch((error) => {
      console.warn(error);
      succeeded = false;
    });
    wasm.__indirect_function_table.get(callback)(data, succeeded);
  },
]));
// The address names the place that is asked for first: its files travel beside the program.
const [, , place, part] = location.hash.split("/");
const asked = place in lateFiles ? ["project", place, \`\${place}_\${part}\`] : ["home"];
for (const name of asked) {
  (lateFiles[name] ?? []).forEach((file) => lateFetch(file).catch(() => {}));
}
if (place in lateFiles) lateStyle().catch(() => {});
`;

/** Replaces the program in `folder`, whose page trunk has written, by its parts. */
export async function split(folder, linked) {
  const work = join(linked, "../split");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  run("wasm-split-cli", linked, work, "--out-name", "main");
  const parts = modulesOfParts(readFileSync(join(work, "__wasm_split.js"), "utf8"));
  const made = readdirSync(work).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
  const known = new Set([...parts.values()].flat());
  if (parts.size === 0 || made.some((name) => !known.has(name.replace(".wasm", "")))) {
    throw new Error("wasm-split's script names other files than it wrote: scripts/split-page.mjs has to be mended.");
  }

  run("wasm-bindgen", join(work, "main.wasm"), "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", work, "--out-name", "lastmile");
  const whole = join(work, "lastmile_bg.wasm");
  await optimise([whole, ...[...known].map((module) => join(work, `${module}.wasm`))]);

  const names = new Map();
  for (const [file, modules] of filesOf(parts)) {
    const read = modules.map((module) => readFileSync(join(work, `${module}.wasm`)));
    const bytes = read.length === 1 ? read[0] : packed(read);
    const name = `./${file}-${digest(bytes)}.wasm`;
    writeFileSync(join(folder, name), bytes);
    modules.forEach((module) => names.set(module, name));
  }
  const files = Object.fromEntries(
    [...parts].map(([part, modules]) => [part, [...new Set(modules.map((module) => names.get(module)))]]),
  );

  const page = join(folder, "index.html");
  let html = readFileSync(page, "utf8");
  const link = /<link rel="stylesheet" href="(\.\/places-[0-9a-f]+\.css)"[^>]*>\n?/.exec(html);
  if (link === null) {
    throw new Error("index.html names no sheet for the places: scripts/split-page.mjs has to be mended.");
  }
  html = html.replace(link[0], "");

  const [program, short] = withShortImports(readFileSync(whole));
  const asked = Object.fromEntries([...parts.keys()].map((part) => [part, short.get(`__wasm_split_load_${part}`)]));
  const script = shortened(readFileSync(join(work, "lastmile.js"), "utf8"), short)
    .replace(/^import \* as import\d+ from "\.\/__wasm_split\.js";?\n/gm, "")
    .replace(/("\.\/__wasm_split\.js"): import\d+,?\n?/g, (_, name, at, all) => (all.indexOf(name) === at ? `${name}: lateParts,\n` : ""))
    .replace("export { initSync", () => `${loader(files, asked, link[1])}\nexport { initSync`);

  const written = /lastmile-[0-9a-f]+(?=\.js)/.exec(html);
  if (written === null) {
    throw new Error("index.html names no script of the program: scripts/split-page.mjs has to be mended.");
  }
  rmSync(join(folder, `${written[0]}.js`));
  rmSync(join(folder, `${written[0]}_bg.wasm`));
  const name = `lastmile-${digest(script, program)}`;
  writeFileSync(join(folder, `${name}.js`), script);
  writeFileSync(join(folder, `${name}_bg.wasm`), program);
  writeFileSync(page, html.replaceAll(written[0], name));
}
