//! Looking at the page: sizes, colour schemes, pictures, and what axe-core says.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::Browser;

/// The two widths every screen has to stand.
pub(crate) const DESKTOP: (u32, u32) = (1280, 800);
pub(crate) const PHONE: (u32, u32) = (390, 844);

/// What the system prefers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

impl Browser {
    /// Gives the page another size, in CSS pixels.
    pub(crate) fn resize(&self, (width, height): (u32, u32)) {
        self.size.set((width, height));
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// Makes the system prefer this colour scheme.
    pub(crate) fn prefer(&self, scheme: Scheme) {
        self.scheme.set(scheme);
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [
                { "name": "prefers-color-scheme", "value": value },
                // Nothing moves, so nothing has to be waited for.
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] }),
        );
    }

    /// Writes a picture of the window as PNG.
    pub(crate) fn screenshot(&self, file: &Path) {
        fs::write(file, self.block(self.client.screenshot())).expect("a writable picture file");
    }

    /// How far the page is wider than the window, in CSS pixels: 0 is right.
    pub(crate) fn sideways_overflow(&self) -> i64 {
        self.run(
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth;",
        )
        .as_i64()
        .expect("a number")
    }

    /// What axe-core finds wrong, one line each; WCAG 2.2 A and AA and its best practices.
    pub(crate) fn axe(&self) -> Vec<String> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
        let source = fs::read_to_string(&file)
            .expect("axe-core is missing: `npm ci` or `./test` installs it");
        if self.run("return window.axe === undefined") == true {
            self.block(self.client.execute(&source, Vec::new()));
        }
        let found = self.run(
            "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
            return violations.flatMap(({ id, impact, nodes }) => nodes.map((node) =>
                `${id} (${impact}) at ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')} ${node.html}`));",
        );
        let found = found.as_array().map_or(&[][..], Vec::as_slice);
        found
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// Fails the journey when axe-core finds anything; `place` says where the journey was.
    pub(crate) fn assert_accessible(&self, place: &str) {
        // A colour on its way from one scheme to the other is neither.
        self.run(
            "const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running');
            await Promise.race([
                Promise.allSettled(moving().map(({ finished }) => finished)),
                new Promise((done) => setTimeout(done, 2000)),
            ]);
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));",
        );
        let found = self.axe();
        assert!(
            found.is_empty(),
            "axe-core on {place}:\n{}",
            found.join("\n")
        );
    }
}
