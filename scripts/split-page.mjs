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
const LANDINGS = ["home", "overview", "audit"];

/** Modules below this many bytes gain less from wasm-opt than it takes to start it. */
const WORTH_OPTIMISING = 4096;

const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];

const run = (program, ...given) => execFileSync(program, given, { stdio: ["ignore", "pipe", "inherit"] });
const digest = (...texts) => {
  const hash = createHash("sha256");
  texts.forEach((text) => hash.update(text));
  return hash.digest("hex").slice(0, 16);
};

/** The bytes of a module without its custom sections: names and the like, which nothing needs. */
function stripped(bytes) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    let [length, shift, next] = [0, 0, at + 1];
    do {
      length += (bytes[next] & 127) * 2 ** shift;
      shift += 7;
    } while (bytes[next++] > 127);
    const end = next + length;
    if (bytes[at] !== 0) {
      kept.push(bytes.subarray(at, end));
    }
    at = end;
  }
  return Buffer.concat(kept);
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
        await promisify(execFile)("wasm-opt", ["-Oz", ...features, path, "-o", path]);
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

/** Several modules as one file that is a module itself: hosts compress it, and browsers take it apart. */
function packed(modules) {
  const name = Buffer.from("\x04part");
  const sections = modules.flatMap((bytes) => [Buffer.from([0]), leb128(name.length + bytes.length), name, bytes]);
  return Buffer.concat([Buffer.from("\0asm\x01\0\0\0", "latin1"), ...sections]);
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
const loader = (files) => `
const lateFiles = ${JSON.stringify(files)};
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
const lateParts = Object.fromEntries(Object.entries(lateFiles).map(([part, files]) => [
  \`__wasm_split_load_\${part}\`,
  async (callback, data) => {
    let succeeded = true;
    await Promise.all(files.map(lateLoad)).catch((error) => {
      console.warn(error);
      succeeded = false;
    });
    wasm.__indirect_function_table.get(callback)(data, succeeded);
  },
]));
// The address names the place that is asked for first: its files travel beside the program.
const [, , place, part] = location.hash.split("/");
for (const name of [place, \`\${place}_\${part}\`]) {
  (lateFiles[name] ?? []).forEach((file) => lateFetch(file).catch(() => {}));
}
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

  const program = readFileSync(whole);
  const script = readFileSync(join(work, "lastmile.js"), "utf8")
    .replace(/^import \* as import\d+ from "\.\/__wasm_split\.js";?$/gm, "")
    .replace(/("\.\/__wasm_split\.js"): import\d+/g, "$1: lateParts")
    .replace("export { initSync", () => `${loader(files)}\nexport { initSync`);

  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
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
