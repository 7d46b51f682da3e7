//! A Chromium that a journey drives as a person would: by roles, names, labels and keys.
//!
//! Every method waits for what it needs, up to [`PATIENCE`], and otherwise fails with what the page
//! shows instead.

mod act;
mod driver;
mod find;
mod look;
mod profile;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use driver::{Call, Driver, program};
pub(crate) use look::{DESKTOP, PHONE, Scheme};
use profile::Profile;

/// How long something may take to appear before the journey fails. Generous: machines are busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with one window, and the driver process that moves it.
pub(crate) struct Browser {
    runtime: tokio::runtime::Runtime,
    client: Client,
    driver: Driver,
    profile: Option<Profile>,
    process: u32,
    size: Cell<(u32, u32)>,
    scheme: Cell<Scheme>,
    complaints: RefCell<Vec<String>>,
    ended: Cell<bool>,
    patience: Cell<Duration>,
}

impl Browser {
    /// Opens an empty window of desktop size with a new profile.
    pub(crate) fn open() -> Self {
        Self::open_with(Profile::new())
    }

    /// Opens an empty window with what an earlier browser left in its profile.
    pub(crate) fn open_with(profile: Profile) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime for the driver's client");
        let driver = Driver::start();
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]),
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                    "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                    "--lang=en-US", format!("--user-data-dir={}", profile.folder().display()),
                ],
                "prefs": { "download.default_directory": profile.downloads() },
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 120_000, "pageLoad": 60_000 },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!()
        };
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities)
                    .connect(&driver.address),
            )
            .unwrap_or_else(|error| panic!("Chromium did not start: {error}"));
        let process = client
            .capabilities()
            .and_then(|got| got.get("goog:processID"))
            .and_then(Value::as_u64)
            .and_then(|id| u32::try_from(id).ok())
            .expect("the driver names the browser's process");
        let browser = Self {
            runtime,
            client,
            driver,
            profile: Some(profile),
            process,
            size: Cell::new(DESKTOP),
            scheme: Cell::new(Scheme::Light),
            complaints: RefCell::default(),
            ended: Cell::new(false),
            patience: Cell::new(PATIENCE),
        };
        browser.prepare_tab();
        browser
    }

    /// Goes to an address and waits until the app stands.
    pub(crate) fn go(&self, address: &str) {
        self.go_without_waiting(address);
        self.wait_until_started();
    }

    /// Goes to an address where the app is not expected to start.
    pub(crate) fn go_without_waiting(&self, address: &str) {
        self.collect_complaints();
        self.block(self.client.goto(address));
    }

    /// Loads the page again and waits until the app stands.
    pub(crate) fn reload(&self) {
        self.collect_complaints();
        self.block(self.client.refresh());
        self.wait_until_started();
    }

    /// Runs a script before anything of the page, as it is loaded again, and waits until the app
    /// stands: for what happens to the browser's storage between two visits.
    pub(crate) fn reload_after(&self, script: &str) {
        let added = self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": script }),
        );
        self.reload();
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", &added);
    }

    /// The address that the browser shows.
    pub(crate) fn address(&self) -> String {
        self.block(self.client.current_url()).into()
    }

    /// Waits a second at most from here on, for a journey that expects to wait in vain.
    pub(crate) fn wait_briefly(&self) {
        self.patience.set(Duration::from_secs(1));
    }

    fn wait_until_started(&self) {
        self.wait_until("the app starts", || {
            self.run("return document.documentElement.dataset.started !== undefined") == true
        });
    }

    /// What the console and the security policy complained about until now, and forgets it.
    ///
    /// For journeys that provoke a failure; what is not taken fails the journey at its end.
    pub(crate) fn take_complaints(&self) -> Vec<String> {
        self.collect_complaints();
        self.complaints.take()
    }

    /// Where files land that the page lets people download.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.profile
            .as_ref()
            .expect("a browser has its profile until it ends")
            .downloads()
    }

    fn collect_complaints(&self) {
        let log = self.call(Call::post("se/log", &json!({ "type": "browser" })));
        let entries = log.as_array().map_or(&[][..], Vec::as_slice);
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        self.complaints.borrow_mut().extend(
            severe
                .filter_map(|entry| entry["message"].as_str())
                .map(str::to_owned),
        );
    }

    /// Opens a second tab in the same profile and moves to it.
    pub(crate) fn open_tab(&self) -> Tab {
        let opened = self.block(self.client.new_window(true));
        let tab = Tab(opened.handle);
        self.move_to(&tab);
        self.prepare_tab();
        tab
    }

    /// The tab that the journey is in.
    pub(crate) fn tab(&self) -> Tab {
        Tab(self.block(self.client.window()))
    }

    /// Moves to another tab.
    pub(crate) fn move_to(&self, tab: &Tab) {
        self.collect_complaints();
        self.block(self.client.switch_to_window(tab.0.clone()));
    }

    /// Kills the browser as a crash or a power cut would, and gives its profile.
    pub(crate) fn kill(mut self) -> Profile {
        self.collect_complaints();
        self.ended.set(true);
        let profile = self
            .profile
            .take()
            .expect("a browser has its profile until it ends");
        // Only this process: its helpers end with it, as in a real crash.
        let killed = Command::new("kill")
            .args(["-9", &self.process.to_string()])
            .status();
        assert!(
            killed.is_ok_and(|status| status.success()),
            "the browser could not be killed"
        );
        let gone = Path::new("/proc").join(self.process.to_string());
        let started = now();
        while gone.exists() && started.elapsed() < PATIENCE {
            // The driver is its parent and buries it only when it ends.
            let _ = self.driver.process.kill();
            let _ = self.driver.process.wait();
            thread::sleep(Duration::from_millis(10));
        }
        self.assert_quiet();
        profile
    }

    fn assert_quiet(&self) {
        let complaints = self.complaints.take();
        assert!(
            complaints.is_empty(),
            "the browser complained:\n{}",
            complaints.join("\n")
        );
    }

    /// What every tab needs before a page is opened in it.
    fn prepare_tab(&self) {
        self.resize(self.size.get());
        self.prefer(self.scheme.get());
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source":
                "addEventListener('securitypolicyviolation', (report) => console.error(
                    `security policy: ${report.violatedDirective} refused ${report.blockedURI} ${report.sample}`));"
            }),
        );
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.try_devtools(command, parameters)
            .unwrap_or_else(|error| panic!("{command} failed: {error}"))
    }

    fn try_devtools(
        &self,
        command: &str,
        parameters: &Value,
    ) -> Result<Value, fantoccini::error::CmdError> {
        let call = Call::post(
            "goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        );
        self.try_block(self.client.issue_cmd(call))
    }

    fn call(&self, call: Call) -> Value {
        self.block(self.client.issue_cmd(call))
    }

    fn block<T>(&self, command: impl Future<Output = Result<T, fantoccini::error::CmdError>>) -> T {
        self.try_block(command)
            .unwrap_or_else(|error| panic!("the browser refused: {error}"))
    }

    fn try_block<T>(
        &self,
        command: impl Future<Output = Result<T, fantoccini::error::CmdError>>,
    ) -> Result<T, fantoccini::error::CmdError> {
        self.runtime.block_on(command)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if self.ended.replace(true) {
            return;
        }
        let failing = thread::panicking();
        if !failing {
            self.collect_complaints();
        }
        let _ = self.runtime.block_on(self.client.clone().close());
        if !failing {
            self.assert_quiet();
        }
    }
}

/// A tab that can be moved to.
pub(crate) struct Tab(WindowHandle);

#[expect(clippy::disallowed_methods, reason = "a time-out measures real time")]
fn now() -> Instant {
    Instant::now()
}
