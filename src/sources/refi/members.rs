//! Where the texts of a project stand: in its archive, or beside its XML.

use std::path::Path;

use super::super::archive::Archive;
use super::super::file::SourceFile;
use super::super::reach::Reach;
use crate::error::Result;
use crate::finding::Findings;
use crate::locator::Place;
use crate::sources::findings::SourcesFinding;

/// Where the texts of a project stand.
pub(super) enum Members<'a> {
    Archive(Archive<'a>),
    /// The folder of the project, which nothing leads out of.
    Beside(Option<(&'a Path, Reach)>),
}

impl Members<'_> {
    /// The file that a path of the project names: always one of the project's own sources, whatever
    /// folder the path names.
    pub(super) fn read(
        &mut self,
        path: &str,
        findings: &mut Findings,
    ) -> Result<Option<SourceFile>> {
        // Paths may be those of another computer; only the name of the file counts.
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        if name.is_empty() || name == ".." || name == "." {
            return Ok(None);
        }
        match self {
            Self::Archive(archive) => {
                let found = archive.find(&format!("sources/{name}")).or_else(|| archive.find(name));
                found.map(|member| archive.read(member)).transpose()
            }
            Self::Beside(Some((folder, reach))) => {
                let candidates =
                    // Programs write either, and file systems may tell them apart.
                    ["sources", "Sources"].map(|sources| folder.join(sources).join(name));
                let found =
                    candidates.iter().find(|candidate| candidate.symlink_metadata().is_ok());
                let Some(path) = found else { return Ok(None) };
                let place = Place::file(format!("sources/{name}"));
                match reach.look(path) {
                    Ok(found) if found.is_file() => {
                        SourceFile::from_path_in(reach, path, place.file).map(Some)
                    }
                    Ok(_) => Ok(None),
                    Err(why) => {
                        findings.add_at(SourcesFinding::EntryLeftOut { why }, place);
                        Ok(None)
                    }
                }
            }
            Self::Beside(None) => Ok(None),
        }
    }
}
