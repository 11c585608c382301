//! Names of documents, as files and exports have them.

/// The name of a document without folders and extension: exports name it with or without them.
pub(crate) fn stem(document: &str) -> &str {
    let name = document.rsplit(['/', '\\']).next().unwrap_or(document);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => stem,
        _ => name,
    }
}

/// True for what a program puts behind the name of a file; "Interview 1.2" has none.
fn is_extension(text: &str) -> bool {
    (2..=8).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn folders_and_extensions_are_no_part_of_a_name() {
        for (name, wanted) in [
            ("P01.txt", "P01"),
            ("wave 2/P01.docx", "P01"),
            ("C:\\data\\P01.markdown", "P01"),
            ("Interview 1.2", "Interview 1.2"),
            ("Dr. Ada Novak", "Dr. Ada Novak"),
            (".txt", ".txt"),
            ("P01", "P01"),
        ] {
            assert_eq!(stem(name), wanted);
        }
    }
}
