//! The sizes this product is built and tested for, as named constants.

/// The longest title of anything, in characters. Longer input is refused, never cut.
pub const TITLE_CHARS: usize = 500;
/// The longest free text (notes, remarks), in characters.
pub const TEXT_CHARS: usize = 20_000;
/// The most tasks one project is built for.
pub const TASKS: usize = 10_000;
/// The largest estimate of one task: ten person-years of 2,000 hours.
pub const ESTIMATE_MINUTES: u32 = 10 * 2_000 * 60;
/// How deep subtasks nest at the most.
pub const DEPTH: usize = 12;
/// How many steps can be undone.
pub const UNDO_STEPS: usize = 200;
/// The most people a pool stands for.
pub const POOL_CAPACITY: u16 = 200;
/// The most pairs of the estimate history that a project carries for its forecast.
pub const HISTORY_EXTRACT: usize = 300;
/// The largest file that is imported, in bytes: some five projects of the largest size.
pub const FILE_BYTES: usize = 50_000_000;
