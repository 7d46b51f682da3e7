//! Counting starts that were not followed by a moment of rest: what fails again and again must not
//! be opened by itself a third time.

use super::local_storage;

const KEY: &str = "lastmile/starts";

/// How many starts before this one failed in a row; this one counts as failed until [`succeeded`].
pub fn begin() -> u32 {
    let failed = local_storage::read(KEY)
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    local_storage::write(KEY, &(failed + 1_u32).to_string());
    failed
}

/// The page has come to rest.
pub fn succeeded() {
    local_storage::remove(KEY);
}
