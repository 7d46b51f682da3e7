// A headless Chromium for scripts, moved through chromedriver.
//
//   const browser = await openChromium();
//   await browser.go("http://127.0.0.1:8080/");
//   await browser.run("return document.title");      // body of an async function in the page
//   await browser.cdp("Page.reload", {});
//   await browser.close();

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const which = (names) =>
  names
    .flatMap((name) => (name.includes("/") ? [name] : process.env.PATH.split(":").map((folder) => join(folder, name))))
    .find((file) => existsSync(file));

/** Starts chromedriver on a free port and gives its process and address. */
function startDriver() {
  const program = process.env.CHROMEDRIVER ?? which(["chromedriver"]);
  if (!program) {
    throw new Error("chromedriver is missing: `./test` installs it, or name it in CHROMEDRIVER.");
  }
  const driver = spawn(program, ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((done, failed) => {
    let said = "";
    driver.on("error", failed);
    driver.on("exit", () => failed(new Error(`chromedriver ended at once: ${said}`)));
    driver.stdout.on("data", (text) => {
      said += text;
      const port = /started successfully on port (\d+)/.exec(said)?.[1];
      if (port) {
        done({ driver, address: `http://127.0.0.1:${port}` });
      }
    });
  });
}

/** Opens a window of 1280 x 800 CSS pixels with a new profile. `early` runs before every page. */
export async function openChromium({ early = "" } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "lastmile-chromium-"));
  const { driver, address } = await startDriver();
  const command = async (method, path, body) => {
    const response = await fetch(address + path, {
      method,
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
      headers: { "content-type": "application/json" },
    });
    const { value } = await response.json();
    if (!response.ok) {
      throw new Error(value.message);
    }
    return value;
  };
  const binary = process.env.CHROMIUM ?? which(["chromium", "chromium-browser", "google-chrome"]);
  const { sessionId, capabilities } = await command("POST", "/session", {
    capabilities: {
      alwaysMatch: {
        browserName: "chrome",
        "goog:chromeOptions": {
          binary,
          args: [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--lang=en-US", `--user-data-dir=${profile}`,
          ],
        },
        "goog:loggingPrefs": { browser: "ALL" },
        timeouts: { script: 300_000, pageLoad: 60_000 },
      },
    },
  });
  const session = (method, path, body) => command(method, `/session/${sessionId}${path}`, body);
  const cdp = (cmd, params) => session("POST", "/goog/cdp/execute", { cmd, params });
  await cdp("Emulation.setDeviceMetricsOverride", { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false });
  if (early) {
    await cdp("Page.addScriptToEvaluateOnNewDocument", { source: early });
  }
  return {
    version: capabilities.browserVersion,
    cdp,
    go: (url) => session("POST", "/url", { url }),
    async run(code, ...args) {
      const { ok, error } = await session("POST", "/execute/async", {
        script: `const done = arguments[arguments.length - 1], given = [...arguments].slice(0, -1);
          (async () => {${code}\n})().then((ok) => done({ ok: ok === undefined ? null : ok }),
            (error) => done({ error: String(error?.stack ?? error) }));`,
        args,
      });
      if (error) {
        throw new Error(`The script failed in the page: ${error}`);
      }
      return ok;
    },
    /** What the console complained about since the last call. */
    async complaints() {
      const log = await session("POST", "/se/log", { type: "browser" });
      return log.filter(({ level }) => level === "SEVERE").map(({ message }) => message);
    },
    async close() {
      await session("DELETE", "").catch(() => {});
      driver.kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
