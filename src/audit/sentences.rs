//! The sentences of a block.

use std::ops::Range;

/// The sentences of a text, in bytes. A point within a number or behind one letter ends none.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |place: Option<usize>| place.and_then(|at| chars.get(at)).map_or(' ', |(_, c)| *c);
    let (mut found, mut start) = (Vec::new(), 0);
    for (place, (byte, c)) in chars.iter().enumerate() {
        let next = at(Some(place + 1));
        let behind = |back: usize| at(place.checked_sub(back));
        let ends = match c {
            '。' | '！' | '？' => true,
            '!' | '?' | ';' => next.is_whitespace() || is_closing(next),
            '.' => {
                // "z. B." and "e.g." go on.
                let abbreviates = behind(1).is_alphabetic() && !behind(2).is_alphanumeric();
                (next.is_whitespace() || is_closing(next)) && !abbreviates
            }
            _ => false,
        };
        if ends {
            let end = byte + c.len_utf8();
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..text.len());
    found.retain(|range| text[range.clone()].contains(char::is_alphanumeric));
    found
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '“' | '"' | '»' | '«' | ')' | ']' | '’' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_points_that_end_one() {
        let text = "They wait 3.5 hours, e.g. at night. Why? z. B. so: “no.” End";
        let of: Vec<&str> = sentences(text).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(of, ["They wait 3.5 hours, e.g. at night.", "Why?", "z. B. so: “no.", "” End"]);
    }
}
