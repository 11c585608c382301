//! How much room texts take, by estimate: nothing here can lay out a font, and a card must fit its
//! sheet with whatever font a reader has.

/// Width of a character in a sans-serif font, in its size: those of Arial and Liberation Sans, a
/// little more for wider fonts.
fn width_of(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '’' => 0.23,
        ' ' | 'f' | 't' | '.' | ',' | ':' | ';' | '!' | 'I' | '|' | '/' | '[' | ']' | '·' => 0.29,
        'r' | '(' | ')' | '-' | '“' | '”' | '„' | '"' => 0.35,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.51,
        'm' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.95,
        'w' | 'C' | 'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'R' | 'U' => 0.76,
        'a'..='z' | '0'..='9' | '–' | '?' => 0.57,
        'A'..='Z' => 0.68,
        // Characters of East Asia and emoji are squares.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' => 1.0,
        '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..='\u{1faff}' => 1.3,
        _ => 0.6,
    }
}

/// Width of a text set in a size.
pub(in crate::render) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(width_of).sum::<f64>() * size
}

/// Lines of a text set in a size on a width, as a browser breaks them: between words, and within
/// a word that is longer than a line.
pub(in crate::render) fn lines(text: &str, size: f64, room: f64) -> usize {
    broken(text, size, room).len().max(1)
}

/// The lines of a text.
pub(in crate::render) fn broken(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if !line.is_empty() && width(&line, size) + width_of(c) * size > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes_break() {
        assert_eq!(broken("one two three", 10.0, 42.0), ["one two", "three"]);
        assert_eq!(lines(&"x".repeat(200), 10.0, 51.5), 20);
        assert_eq!((lines("", 10.0, 50.0), broken("", 10.0, 50.0).len()), (1, 0));
    }
}
