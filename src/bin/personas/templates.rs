//! Templates of the user's own for `personas.html`.

use std::fs;
use std::path::Path;

use persona_synthesis::PersonaSet;
use persona_synthesis::render::{Density, Pages};
use persona_synthesis::sources::SourceFile;

use crate::Failure;
use crate::request::PageStyle;

/// A page style with the templates read, before any work is done.
pub(crate) struct ReadStyle {
    density: Density,
    /// Names and texts.
    templates: Vec<(String, String)>,
}

impl ReadStyle {
    pub(crate) fn read(style: &PageStyle) -> Result<Self, Failure> {
        let templates = match &style.templates {
            Some(folder) => templates(folder)?,
            None => Vec::new(),
        };
        Ok(Self { density: style.density, templates })
    }

    /// The pages of a result in this style.
    pub(crate) fn html(&self, personas: &PersonaSet) -> Result<String, Failure> {
        let pages = Pages::new(personas).density(self.density);
        let pages = self
            .templates
            .iter()
            .fold(pages, |pages, (name, text)| pages.template(name.as_str(), text.as_str()));
        Ok(pages.html()?)
    }
}

/// The files of a folder that templates may be: other files, such as notes, are left alone.
fn templates(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let failed = |error| Failure(format!("{}: cannot read: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let Some(name) = name.to_str().filter(|name| is_template(name)) else { continue };
        let path = folder.join(name);
        let file = SourceFile::from_path(&path, path.display().to_string())?;
        let text = String::from_utf8(file.bytes().to_vec())
            .map_err(|_| Failure(format!("{}: expected UTF-8", path.display())))?;
        found.push((name.to_owned(), text));
    }
    // Folders list their files in any order.
    found.sort();
    if Pages::templates().iter().any(|(known, _)| found.iter().any(|(name, _)| name == known)) {
        return Ok(found);
    }
    let known: Vec<&str> = Pages::templates().iter().map(|(name, _)| *name).collect();
    let failure = Failure(format!("{} holds no template", folder.display()));
    Err(failure.hint(&format!("a template has one of these names: {}", known.join(", "))))
}

fn is_template(name: &str) -> bool {
    !name.starts_with('.') && (name.ends_with(".html") || name.ends_with(".css"))
}
