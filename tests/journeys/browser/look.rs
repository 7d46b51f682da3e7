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
    /// Gives the page another size, in CSS pixels. What is as narrow as a phone is held in the hand:
    /// its targets are for fingers.
    pub(crate) fn resize(&self, (width, height): (u32, u32)) {
        self.size.set((width, height));
        let in_hand = width <= PHONE.0;
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": in_hand }),
        );
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            &json!({ "enabled": in_hand }),
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

    /// What stands out of the window furthest, to the right where nothing lets it be scrolled to, or
    /// below because the frame itself is too high; and by how many CSS pixels. `None` is right.
    pub(crate) fn stands_out(&self) -> Option<String> {
        let found = self.run(
            "const hidden = (element) => {
                // Inside what scrolls or cuts off by itself, and is in sight: nothing is lost there.
                for (let up = element.parentElement; up && up.id !== 'main'; up = up.parentElement) {
                    const { overflowX } = getComputedStyle(up);
                    if (overflowX !== 'visible' && up.getBoundingClientRect().right <= innerWidth + 1) return true;
                }
                return false;
            };
            const page = document.documentElement;
            // What lies beside or over the page goes down, never sideways.
            for (const element of document.querySelectorAll('aside, aside *, dialog[open], dialog[open] *')) {
                const sideways = element.scrollWidth - element.clientWidth;
                const { overflowX, overflowY } = getComputedStyle(element);
                if (sideways > 1 && overflowX === 'auto' && overflowY === 'auto' && element.scrollHeight > element.clientHeight)
                    return [sideways, element.outerHTML.slice(0, 200)];
            }
            // Only what is in the frame scrolls; the frame itself is as large as the window.
            const over = Math.max(page.scrollWidth - page.clientWidth, page.scrollHeight - page.clientHeight);
            let furthest = [over, 'the page'];
            for (const element of document.querySelectorAll('#main *')) {
                const { right, width, height } = element.getBoundingClientRect();
                const by = Math.round(right - innerWidth);
                if (width === 0 || height === 0 || by <= Math.max(furthest[0], 1)) continue;
                if (element.checkVisibility() && !hidden(element)) furthest = [by, element.outerHTML.slice(0, 200)];
            }
            return furthest;",
        );
        let by = found[0].as_i64().expect("a number");
        (by > 0).then(|| format!("{by} px: {}", found[1]))
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
