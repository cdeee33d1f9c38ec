// SPDX-License-Identifier: MIT
// Real browsers opening real files, with everything they say and ask for written down.
//
//   for (const name of browsers) {
//     test(`${name}: ...`, { skip: missing(name) }, async (t) => {
//       const browser = await startBrowser(name);
//       t.after(() => browser.close());
//       const page = await browser.open("/path/packet.html", { width: 320 });
//       ...page is puppeteer's...
//       const file = await browser.download(() => page.click("button.save"));
//       assert.deepEqual(browser.problems, []);
//       assert.deepEqual(browser.requests, []);
//     });
//   }

import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

/** The browsers that every test of a packet should meet. */
export const browsers = ["chrome", "firefox"];

const programs = { chrome: ["chromium", "google-chrome"], firefox: ["firefox-esr", "firefox"] };

/** The path of the browser's program, or "" when none is installed. CALMA_CHROME and CALMA_FIREFOX override. */
const programOf = (name) => {
  const own = process.env[`CALMA_${name.toUpperCase()}`];
  if (own !== undefined) return own;
  for (const program of programs[name]) {
    for (const folder of process.env.PATH.split(delimiter)) {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return join(folder, program);
      } catch {
        // not in this folder
      }
    }
  }
  return "";
};

/** Why a test with this browser must be skipped, in words; false when it can run. */
export const missing = (name) => (programOf(name) ? false : `${programs[name][0]} is not installed`);

const chromeOptions = (state) => ({
  pipe: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    ...(state.proxy ? [`--proxy-server=127.0.0.1:${state.proxy}`, "--proxy-bypass-list=<-loopback>"] : []),
  ],
});

const firefoxOptions = (state) => ({
  extraPrefsFirefox: {
    "services.settings.server": "data:,",
    ...(state.strict ? { "security.fileuri.strict_origin_policy": true } : {}),
    "browser.download.folderList": 2,
    "browser.download.dir": state.downloads,
    "browser.download.useDownloadDir": true,
    "browser.download.always_ask_before_handling_new_types": false,
    "browser.download.alwaysOpenPanel": false,
    "browser.helperApps.neverAsk.saveToDisk": "application/json,application/octet-stream,text/html",
    ...(state.proxy
      ? {
          "network.proxy.type": 1,
          "network.proxy.http": "127.0.0.1",
          "network.proxy.http_port": state.proxy,
          "network.proxy.ssl": "127.0.0.1",
          "network.proxy.ssl_port": state.proxy,
          "network.proxy.allow_hijacking_localhost": true,
        }
      : {}),
  },
});

const launch = (name, state) =>
  puppeteer.launch({
    browser: name,
    executablePath: programOf(name),
    headless: true,
    userDataDir: state.profile,
    defaultViewport: null,
    timeout: 60000,
    protocolTimeout: 120000,
    ...(name === "chrome" ? chromeOptions(state) : firefoxOptions(state)),
  });

// What the browser makes of a page's own address (its icon) is no request of the page.
const isOwn = (url, own) => url.split("#")[0] === own || url === "about:blank" || url.startsWith("data:");

const watch = async (page, own, seen) => {
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warn") seen.problems.push(message.text());
  });
  page.on("pageerror", (error) => seen.problems.push(String(error.message ?? error)));
  page.on("request", (request) => {
    if (!isOwn(request.url(), own) && !request.url().startsWith("blob:")) seen.requests.push(request.url());
  });
};

// puppeteer does not show sockets, so chromium is asked itself.
const watchSockets = async (page, seen) => {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  session.on("Network.webSocketCreated", ({ url }) => seen.requests.push(url));
  session.on("Network.webTransportCreated", ({ url }) => seen.requests.push(url));
};

const isWhole = (name) => !/\.(crdownload|part|tmp)$/.test(name) && !name.startsWith(".");
const listWhole = (folder) => readdirSync(folder).filter(isWhole);

const waitForFile = async (folder, before, seconds) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(50)) {
    const fresh = readdirSync(folder).filter((name) => !before.has(name));
    // Firefox puts an empty file in place while it still writes the .part beside it.
    if (fresh.length > 0 && fresh.every(isWhole)) return join(folder, fresh[0]);
  }
  throw new Error(`no file was saved within ${seconds} s`);
};

const killGroup = (pid) => {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // already gone
  }
};

const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/**
 * Starts a browser with a fresh profile and an empty download folder.
 * `profile`: a folder to use and keep instead, to come back after close() or kill().
 * `strict`: Firefox keeps what files store apart by their paths, as people's do; its driver has it otherwise.
 * `proxy`: a port of 127.0.0.1 that everything is sent through (see `listen`).
 */
export const startBrowser = async (name, { profile, proxy, strict } = {}) => {
  const home = mkdtempSync(join(tmpdir(), "calma-browser-"));
  const state = { profile: profile ?? join(home, "profile"), downloads: join(home, "downloads"), proxy, strict };
  mkdirSync(state.profile, { recursive: true });
  mkdirSync(state.downloads);
  const seen = { problems: [], requests: [] };
  const puppet = await launch(name, state).catch((error) => {
    remove(home);
    throw error;
  });
  const pid = puppet.process().pid;
  const atExit = () => {
    killGroup(pid);
    remove(home);
  };
  process.once("exit", atExit);
  const end = () => {
    process.removeListener("exit", atExit);
    atExit();
  };
  if (name === "chrome") {
    const session = await puppet.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: state.downloads,
    });
  }

  return {
    name,
    puppet,
    /** What the pages said as errors or warnings, and what broke in them. */
    problems: seen.problems,
    /** Every address that a page asked for beyond its own file. */
    requests: seen.requests,
    downloads: state.downloads,

    /** Opens a file in a tab of its own and answers with puppeteer's page. */
    async open(path, { width = 1280, height = 800, touch = false, before } = {}) {
      const url = pathToFileURL(resolve(path)).href;
      const page = await puppet.newPage();
      await page.setViewport({ width, height, ...(name === "chrome" ? { hasTouch: touch } : {}) });
      await watch(page, url, seen);
      if (name === "chrome") await watchSockets(page, seen);
      if (before) await before(page);
      await page.goto(url, { waitUntil: "load" });
      return page;
    },

    /** Runs `act` and answers with the path of the file that it made the browser save. */
    async download(act, seconds = 20) {
      const before = new Set(listWhole(state.downloads));
      await act();
      return waitForFile(state.downloads, before, seconds);
    },

    /** Ends the browser as a power cut does. */
    kill() {
      end();
    },

    async close() {
      await Promise.race([puppet.close().catch(() => {}), delay(5000, undefined, { ref: false })]);
      end();
    },
  };
};

// What browsers ask for on their own account, whatever page is open: updates, the time, settings.
const browsersOwn = /^\S+ (https?:\/\/)?([a-z0-9-]+\.)*(google|googleapis|gstatic|gvt1|mozilla|firefox)\.(com|net|org)[:/]/;

/**
 * A server on 127.0.0.1 that counts what arrives and answers nothing useful. Used as a proxy it also sees what is
 * meant for other hosts; what browsers ask for on their own account is kept apart in `ignored`. `arrivals` holds
 * "METHOD address" for requests and "socket CODE" for connections that were none.
 */
export const listen = async () => {
  const arrivals = [];
  const ignored = [];
  const note = (text) => (browsersOwn.test(text) ? ignored : arrivals).push(text);
  const sockets = new Set();
  const server = createServer((request, response) => {
    note(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const refuse = (request, socket) => {
    note(`${request.method} ${request.url}`);
    socket.destroy();
  };
  server.on("connect", refuse);
  server.on("upgrade", refuse);
  server.on("clientError", (error, socket) => {
    note(`socket ${error.code}`);
    socket.destroy();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    arrivals,
    ignored,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(done));
    },
  };
};
