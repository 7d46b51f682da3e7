//! Chance as an argument: draws that are looked up by name instead of taken from a stream.
//!
//! A draw is the Philox4x32-10 block (Salmon, Moraes, Dror, Shaw: *Parallel Random Numbers: As Easy
//! as 1, 2, 3*, SC 2011) whose key is the seed and whose counter is the run, the purpose and the
//! hash of an id. It uses 32-bit integers only, so that wasm32 and native machines agree, and a
//! task that is added, moved or dropped changes no draw of any other.

/// What all draws of a forecast depend on. The same seed gives the same forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seed(pub u64);

/// What a draw decides, so that one task's draws do not depend on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// How much work a task takes.
    Work = 1,
    /// What all tasks of one run have in common.
    SharedFactor = 2,
    /// Whether a risk happens.
    RiskHappens = 3,
    /// How much delay it then causes.
    RiskImpact = 4,
    /// How long a blocked task still waits.
    Wait = 5,
}

/// The hash of an id's text by which its draws are keyed: FNV-1a with 64 bits.
#[must_use]
pub fn key_of(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A number in the open interval (0, 1), evenly spread, with 52 random bits.
#[must_use]
pub fn uniform(seed: Seed, run: u32, key: u64, purpose: Purpose) -> f64 {
    let [low, high, _, _] = philox(
        [lower(key), upper(key), run, purpose as u32],
        [lower(seed.0), upper(seed.0)],
    );
    let bits = (u64::from(high) << 20) | u64::from(low >> 12);
    // Below 2^52, so that adding a half is exact and neither 0 nor 1 can come out.
    (bits as f64 + 0.5) / (1_u64 << 52) as f64
}

/// A standard normal deviate: the normal quantile of [`uniform`].
#[must_use]
pub fn normal(seed: Seed, run: u32, key: u64, purpose: Purpose) -> f64 {
    normal_quantile(uniform(seed, run, key, purpose))
}

/// The value below which a standard normal variable lies with probability `p`.
///
/// Algorithm AS 241 (Wichura, Applied Statistics 37, 1988), about 16 digits. `p` outside of (0, 1)
/// is read as the nearest number inside.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let p = p.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON);
    let offset = p - 0.5;
    if offset.abs() <= 0.425 {
        let r = 0.180_625 - offset * offset;
        return offset * polynomial(r, &CENTRE_ABOVE) / polynomial(r, &CENTRE_BELOW);
    }
    let tail = libm::sqrt(-libm::log(p.min(1.0 - p)));
    let size = if tail <= 5.0 {
        polynomial(tail - 1.6, &MIDDLE_ABOVE) / polynomial(tail - 1.6, &MIDDLE_BELOW)
    } else {
        polynomial(tail - 5.0, &TAIL_ABOVE) / polynomial(tail - 5.0, &TAIL_BELOW)
    };
    if offset < 0.0 { -size } else { size }
}

/// Highest power first, by Horner's rule.
fn polynomial(x: f64, coefficients: &[f64; 8]) -> f64 {
    coefficients.iter().fold(0.0, |sum, next| sum * x + next)
}

const CENTRE_ABOVE: [f64; 8] = [
    2.509_080_928_730_122_6e3,
    3.343_057_558_358_813e4,
    6.726_577_092_700_87e4,
    4.592_195_393_154_987e4,
    1.373_169_376_550_946e4,
    1.971_590_950_306_551_4e3,
    1.331_416_678_917_843_8e2,
    3.387_132_872_796_366_5,
];
const CENTRE_BELOW: [f64; 8] = [
    5.226_495_278_852_854e3,
    2.872_908_573_572_194_3e4,
    3.930_789_580_009_271e4,
    2.121_379_430_158_66e4,
    5.394_196_021_424_751e3,
    6.871_870_074_920_579e2,
    4.231_333_070_160_091e1,
    1.0,
];
const MIDDLE_ABOVE: [f64; 8] = [
    7.745_450_142_783_414e-4,
    2.272_384_498_926_918_4e-2,
    2.417_807_251_774_506e-1,
    1.270_458_252_452_368_4,
    3.647_848_324_763_204_5,
    5.769_497_221_460_691,
    4.630_337_846_156_545,
    1.423_437_110_749_683_5,
];
const MIDDLE_BELOW: [f64; 8] = [
    1.050_750_071_644_416_9e-9,
    5.475_938_084_995_345e-4,
    1.519_866_656_361_645_7e-2,
    1.481_039_764_274_800_8e-1,
    6.897_673_349_851e-1,
    1.676_384_830_183_803_8,
    2.053_191_626_637_759,
    1.0,
];
const TAIL_ABOVE: [f64; 8] = [
    2.010_334_399_292_288_1e-7,
    2.711_555_568_743_487_6e-5,
    1.242_660_947_388_078_4e-3,
    2.653_218_952_657_612_4e-2,
    2.965_605_718_285_048_7e-1,
    1.784_826_539_917_291_3,
    5.463_784_911_164_114,
    6.657_904_643_501_103,
];
const TAIL_BELOW: [f64; 8] = [
    2.044_263_103_389_939_8e-15,
    1.421_511_758_316_446e-7,
    1.846_318_317_510_054_8e-5,
    7.868_691_311_456_133e-4,
    1.487_536_129_085_061_5e-2,
    1.369_298_809_227_358e-1,
    5.998_322_065_558_88e-1,
    1.0,
];

/// One block of Philox4x32 with ten rounds.
fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let [a, b, c, d] = counter;
        let left = u64::from(a) * 0xD251_1F53;
        let right = u64::from(c) * 0xCD9E_8D57;
        counter = [
            upper(right) ^ b ^ key[0],
            lower(right),
            upper(left) ^ d ^ key[1],
            lower(left),
        ];
        key = [
            key[0].wrapping_add(0x9E37_79B9),
            key[1].wrapping_add(0xBB67_AE85),
        ];
    }
    counter
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn lower(bits: u64) -> u32 {
    bits as u32
}

fn upper(bits: u64) -> u32 {
    (bits >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn philox_gives_the_known_answers_of_its_authors() {
        assert_eq!(
            philox([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            ),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn the_normal_quantile_agrees_with_published_values() {
        for (p, expected) in [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813_5),
            (1e-20, -9.262_340_089_798_408),
            (0.975, 1.959_963_984_540_054),
            (0.5, 0.0),
        ] {
            let error = normal_quantile(p) - expected;
            assert!(error.abs() < 1e-12, "{p}: {}", normal_quantile(p));
        }
    }

    #[test]
    fn draws_are_even_and_unrelated_between_runs_keys_and_purposes() {
        let draw = |run, key, purpose| uniform(Seed(7), run, key_of(key), purpose) - 0.5;
        let runs = 20_000;
        let mean = |of: &dyn Fn(u32) -> f64| (0..runs).map(of).sum::<f64>() / f64::from(runs);
        let work = |run| draw(run, "a", Purpose::Work);
        assert!(mean(&work).abs() < 0.01);
        assert!((mean(&|run| work(run) * work(run)) - 1.0 / 12.0).abs() < 0.002);
        for other in [
            mean(&|run| work(run) * draw(run + 1, "a", Purpose::Work)),
            mean(&|run| work(run) * draw(run, "b", Purpose::Work)),
            mean(&|run| work(run) * draw(run, "a", Purpose::Wait)),
        ] {
            assert!(other.abs() < 0.003, "{other}");
        }
    }

    #[test]
    fn another_seed_gives_other_draws() {
        let draw = |seed| uniform(Seed(seed), 0, 0, Purpose::Work).to_bits();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert_ne!(draw(1), draw(1 << 32));
    }
}
