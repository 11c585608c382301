//! A geometric sign for a persona in place of a face, which would bring an age, a gender and an
//! origin that nobody said.

use std::fmt::Write as _;

/// Cells on each side.
const SIDE: usize = 2;
/// Size of a cell.
const CELL: usize = 36;

/// The sign of an id: always the same for the same id. Decoration, so that screen readers pass it
/// over.
pub(super) fn emblem(id: &str) -> String {
    // FNV-1a, then a step of an xorshift generator for each cell.
    let mut state = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    let mut shapes = String::new();
    for row in 0..SIDE {
        for column in 0..SIDE {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let (x, y) = (12 + column * CELL, 12 + row * CELL);
            let class = if (state >> 40) & 3 == 0 { "b" } else { "a" };
            let shape = match (state >> 32) % 5 {
                0 => format!(
                    r#"<circle class="{class}" cx="{}" cy="{}" r="14"/>"#,
                    x + CELL / 2,
                    y + CELL / 2
                ),
                1 => format!(
                    r#"<path class="{class}" d="M{x} {y}h{CELL}a{CELL} {CELL} 0 0 1-{CELL} {CELL}z"/>"#
                ),
                2 => {
                    format!(
                        r#"<path class="{class}" d="M{x} {y}v{CELL}h{CELL}a{CELL} {CELL} 0 0 0-{CELL}-{CELL}z"/>"#
                    )
                }
                3 => format!(
                    r#"<rect class="{class}" x="{}" y="{}" width="22" height="22"/>"#,
                    x + 7,
                    y + 7
                ),
                _ => String::new(),
            };
            shapes.write_str(&shape).expect("writing to a string does not fail");
        }
    }
    format!(
        r#"<svg class="emblem" viewBox="0 0 96 96" aria-hidden="true" focusable="false"><rect class="bg" width="96" height="96" rx="12"/>{shapes}</svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_signs_of_their_own() {
        assert_eq!(emblem("U1"), emblem("U1"));
        assert_ne!(emblem("U1"), emblem("U2"));
        assert!(roxmltree::Document::parse(&emblem("B3")).is_ok());
    }
}
