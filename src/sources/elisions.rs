//! Quotes that leave words out or put some in: their pieces.

/// A piece of a quote that is in the transcript word for word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// Most bytes of the transcript between it and the piece before it.
    pub(super) gap: usize,
}

/// What dots stand for may be long, yet in one part of the talk.
const ELIDED: usize = 3000;
/// Words in brackets stand for a few of the transcript, or for none.
const INSERTED: usize = 120;
/// Longest words in brackets.
const BRACKETED: usize = 80;
/// Fewest letters of all pieces, and of the longest one: fewer are found anywhere.
const LEAST: usize = 12;
const LEAST_OF_ONE: usize = 6;
/// As many pieces as a quote may have.
const MOST_PIECES: usize = 32;

/// Cuts a quote, collapsed and in small letters, at dots and brackets: `...`, `[...]`, `[name]`.
/// None where it has no such marks, or too few words beside them to be found by.
pub(super) fn pieces(quote: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let (mut start, mut gap, mut at) = (0, 0, 0);
    while at < quote.len() {
        let Some((length, next)) = mark_at(&quote[at..]) else {
            at += quote[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        add(&mut pieces, &quote[start..at], gap);
        at += length;
        // Of two marks in a row the wider counts.
        gap = if quote[start..at - length].trim().is_empty() { gap.max(next) } else { next };
        start = at;
    }
    add(&mut pieces, &quote[start..], gap);
    let letters = |piece: &Piece<'_>| piece.text.chars().filter(|c| c.is_alphanumeric()).count();
    let (all, longest) = pieces
        .iter()
        .map(letters)
        .fold((0, 0), |(all, longest), letters| (all + letters, letters.max(longest)));
    let enough = all >= LEAST && longest >= LEAST_OF_ONE && pieces.len() <= MOST_PIECES;
    (enough && start > 0).then_some(pieces)
}

fn add<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, gap: usize) {
    let text = text.trim_matches([' ', ',', ';', '"', '\'', '-']);
    if text.contains(char::is_alphanumeric) {
        pieces.push(Piece { text, gap });
    }
}

/// The length of a mark at the beginning of a text, and how much it may stand for.
fn mark_at(text: &str) -> Option<(usize, usize)> {
    let closing = match text.chars().next()? {
        '.' => {
            let spaced = text.starts_with(". . .").then_some(5);
            let length = text.starts_with("...").then_some(3).or(spaced)?;
            return Some((length, ELIDED));
        }
        '[' => ']',
        '(' => ')',
        '<' => '>',
        _ => return None,
    };
    let end = text.find(closing).filter(|end| *end <= BRACKETED)?;
    let inner = text[1..end].trim();
    let dots = !inner.is_empty() && inner.chars().all(|c| c == '.' || c == ' ');
    match closing {
        _ if dots => Some((end + 1, ELIDED)),
        // Round brackets may be the transcript's own.
        ']' => Some((end + 1, INSERTED)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(quote: &str) -> Vec<&str> {
        pieces(quote).unwrap_or_default().iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn dots_and_brackets_part_a_quote() {
        for quote in [
            "it takes ages ... and then it fails",
            "it takes ages [...] and then it fails",
            "it takes ages, (...) and then it fails",
            "... it takes ages. . .and then it fails [...]",
        ] {
            assert_eq!(texts(quote), ["it takes ages", "and then it fails"], "{quote}");
        }
        let parts = pieces("we call [the vendor] and he comes ... late").unwrap();
        let gaps: Vec<usize> = parts.iter().map(|piece| piece.gap).collect();
        assert_eq!(gaps, [0, INSERTED, ELIDED]);
    }

    #[test]
    fn without_marks_or_words_there_are_no_pieces() {
        for quote in ["it takes ages", "(laughs) it takes ages", "no ... yes", "...", "[a] [b]", ""]
        {
            assert_eq!(pieces(quote), None, "{quote}");
        }
    }
}
