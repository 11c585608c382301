//! Files packed in a ZIP archive, read into memory without trusting what the archive says of
//! itself.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::file::SourceFile;
use super::xml::{MOST_ATTRIBUTES, too_many};
use crate::error::{Error, ErrorKind, Result, shown};
use crate::locator::Place;

/// Most members of an archive that is read.
const MOST_MEMBERS: usize = 100_000;
/// Most bytes that the members of one archive may unpack to, all together.
const MOST_UNPACKED: u64 = 1 << 30;
/// Most bytes out of one byte in. Text and XML of real projects stay below 100; deflate can reach
/// 1,032.
const MOST_RATIO: u64 = 200;
/// Bytes that may come out of any archive, however small it is.
const ALWAYS_UNPACKED: u64 = 16 << 20;

/// Most bytes that the members which are read piece by piece may unpack to, all together.
const MOST_STREAMED: u64 = 1 << 32;
/// Deepest nesting in a member of XML that is read piece by piece: the names of open elements are
/// kept.
const DEEPEST_STREAMED: usize = 1000;
/// Longest tag or text in a member of XML that is read piece by piece.
const LONGEST_TEXT: u64 = 1 << 25;

/// An archive in memory. Members are looked up without regard to case, since exporters differ in
/// it.
///
/// Nothing is ever written to disk, and a member whose name leads out of the archive is refused, so
/// that no other program that gets the same file is led astray in silence.
pub(super) struct Archive<'a> {
    name: String,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    members: Vec<String>,
    /// Positions of the members by name, and by name in lower case; of equal names the first.
    positions: BTreeMap<String, usize>,
    folded: BTreeMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: u64,
    /// Bytes that may still be looked through: members may lie over each other.
    left_to_check: u64,
}

impl<'a> Archive<'a> {
    /// True if the bytes begin as an archive does.
    pub(super) fn is(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
    }

    /// Opens an archive.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] if it is none, is damaged, has too many members or one whose name
    /// leads out of it.
    pub(super) fn open(file: &'a SourceFile) -> Result<Self> {
        let wrong = |expected: String, found: String| ErrorKind::Format {
            place: file.place(),
            expected,
            found,
        };
        // Counted before the list of members is read into memory. Archives in it have such marks
        // too.
        let marks = memchr::memmem::find_iter(file.bytes(), b"PK\x01\x02")
            .take(4 * MOST_MEMBERS + 1)
            .count();
        if marks > 4 * MOST_MEMBERS {
            return Err(wrong(format!("at most {MOST_MEMBERS} members"), "more".to_owned()).into());
        }
        let zip = ZipArchive::new(Cursor::new(file.bytes()))
            .map_err(|error| wrong("a ZIP archive".to_owned(), error.to_string()))?;
        if zip.len() > MOST_MEMBERS {
            return Err(
                wrong(format!("at most {MOST_MEMBERS} members"), zip.len().to_string()).into()
            );
        }
        let members: Vec<String> = (0..zip.len())
            .map(|index| zip.name_for_index(index).unwrap_or_default().replace('\\', "/"))
            .collect();
        if let Some(outside) = members.iter().find(|member| leads_out(member)) {
            let found = format!("a member called {:?}", shown(outside));
            return Err(wrong("members that lie within the archive".to_owned(), found).into());
        }
        let left = (file.bytes().len() as u64 * MOST_RATIO).clamp(ALWAYS_UNPACKED, MOST_UNPACKED);
        let (mut positions, mut folded) = (BTreeMap::new(), BTreeMap::new());
        for (position, member) in members.iter().enumerate() {
            positions.entry(member.clone()).or_insert(position);
            // Projects from systems that ignore case refer to members in another spelling.
            folded.entry(member.to_ascii_lowercase()).or_insert(position);
        }
        Ok(Self {
            name: file.name().to_owned(),
            zip,
            members,
            positions,
            folded,
            left,
            left_to_check: MOST_STREAMED,
        })
    }

    /// The names of its members, `/` between folders.
    pub(super) fn members(&self) -> &[String] {
        &self.members
    }

    /// The position of a member.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.positions.get(name).or_else(|| self.folded.get(&name.to_ascii_lowercase())).copied()
    }

    /// The member as a place in messages.
    pub(super) fn place(&self, member: usize) -> Place {
        Place::file(format!("{}/{}", self.name, self.members[member]))
    }

    /// Unpacks a member.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] if it is damaged or encrypted, [`ErrorKind::TooLarge`] if it, with
    /// what was unpacked before, is larger than the limit; what the archive says of its size is not
    /// believed.
    pub(super) fn read(&mut self, member: usize) -> Result<SourceFile> {
        let (place, left) = (self.place(member), self.left);
        let mut bytes = Vec::new();
        // One byte over the limit shows that it is exceeded; stated sizes may be false.
        let unpacked = self.member(member)?.take(left + 1).read_to_end(&mut bytes);
        unpacked.map_err(|error| damage_error(place.clone(), &error.to_string()))?;
        let found = bytes.len() as u64;
        if found > left {
            return Err(ErrorKind::TooLarge { place, limit: left, found }.into());
        }
        self.left -= found;
        SourceFile::from_bytes(place.file, bytes)
    }

    /// A member, unpacked while it is read. Only what [`Archive::check_streamed`] has found small
    /// enough is to be read so.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] if it is damaged or encrypted.
    pub(super) fn member(&mut self, member: usize) -> Result<impl Read + use<'_, 'a>> {
        let place = self.place(member);
        self.zip.by_index(member).map_err(|error| damage_error(place, &error.to_string()))
    }

    /// Makes sure that a member of XML can be read piece by piece within bounded memory and time.
    /// It is cut into tags as its reader will cut it, as far as that will come.
    ///
    /// # Errors
    /// As [`Archive::member`]; [`ErrorKind::TooLarge`] above 4 GiB in all or 32 MiB in one tag or
    /// text, [`ErrorKind::Format`] for a tag with too many attributes.
    pub(super) fn check_streamed(&mut self, member: usize) -> Result<()> {
        let place = self.place(member);
        let left = Cell::new((self.left_to_check, LONGEST_TEXT));
        let checked =
            check_tags(Metered { input: self.member(member)?, left: &left }, &left, &place);
        self.left_to_check = left.get().0;
        checked
    }
}

/// Cuts XML into tags and counts their attributes.
fn check_tags(input: impl Read, left: &Cell<(u64, u64)>, place: &Place) -> Result<()> {
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, input));
    let config = reader.config_mut();
    // The reader reports tags that do not match; only amounts are checked here.
    (config.check_end_names, config.allow_unmatched_ends) = (false, true);
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        let found = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                depth += 1;
                attributes_of(&tag)
            }
            Ok(Event::Empty(tag)) => attributes_of(&tag),
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                0
            }
            // The parser keeps the text between two tags whole.
            Ok(_) => continue,
            Err(_) if left.get().0 == 0 => return Err(over(place.clone(), MOST_STREAMED)),
            Err(_) if left.get().1 == 0 => return Err(over(place.clone(), LONGEST_TEXT)),
            Err(quick_xml::Error::Io(error)) => {
                return Err(damage_error(place.clone(), &error.to_string()));
            }
            // The reader will say so, if it comes as far.
            Err(_) => return Ok(()),
        };
        if found > MOST_ATTRIBUTES {
            return Err(too_many(place.clone(), MOST_ATTRIBUTES, "attributes in a tag", found));
        }
        if depth > DEEPEST_STREAMED {
            return Err(too_many(place.clone(), DEEPEST_STREAMED, "levels of elements", depth));
        }
        left.set((left.get().0, LONGEST_TEXT));
    }
}

/// Bytes that may still be read, in all and up to the end of a tag or text.
struct Metered<'a, R> {
    input: R,
    left: &'a Cell<(u64, u64)>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(buffer)?;
        let (all, text) = self.left.get();
        let left = (all.saturating_sub(read as u64), text.saturating_sub(read as u64));
        self.left.set(left);
        if left.0 == 0 || left.1 == 0 {
            Err(std::io::ErrorKind::FileTooLarge.into())
        } else {
            Ok(read)
        }
    }
}

/// The number of attributes of a tag, counted without comparing them.
fn attributes_of(tag: &BytesStart<'_>) -> usize {
    // An attribute has at least `a=` and what divides it from the next.
    if tag.len() <= MOST_ATTRIBUTES { 0 } else { tag.attributes().with_checks(false).count() }
}

fn over(place: Place, limit: u64) -> Error {
    ErrorKind::TooLarge { place, limit, found: limit + 1 }.into()
}

fn damage_error(place: Place, found: &str) -> Error {
    let (expected, found) = ("a member that can be unpacked".to_owned(), found.to_owned());
    ErrorKind::Format { place, expected, found }.into()
}

/// True if a name would lead out of the folder that it is unpacked into.
fn leads_out(member: &str) -> bool {
    // A drive letter begins a path of its own on Windows.
    let drive = member.as_bytes().get(1) == Some(&b':');
    member.starts_with('/')
        || drive
        || member.contains('\0')
        || member.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packed(members: &[(&str, &[u8])]) -> SourceFile {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        SourceFile::from_bytes("a.zip", writer.finish().unwrap().into_inner()).unwrap()
    }

    #[test]
    fn members_are_found_in_any_case_and_read_whole() {
        let file = packed(&[("Project.qde", b"<x/>"), ("Sources\\a.txt", b"words")]);
        let mut archive = Archive::open(&file).unwrap();
        let member = archive.find("sources/A.txt").unwrap();
        assert_eq!(archive.read(member).unwrap().bytes(), b"words");
        assert_eq!(archive.place(member).to_string(), "a.zip/Sources/a.txt");
    }

    #[test]
    fn names_that_lead_out_are_refused() {
        for name in ["../evil.txt", "/etc/passwd", "C:/evil", "a/../../b", "..\\evil"] {
            let error =
                Archive::open(&packed(&[(name, b"x")])).map(|_| ()).unwrap_err().to_string();
            assert!(
                error.starts_with("a.zip: expected members that lie within the archive, found"),
                "{error}"
            );
        }
    }

    #[test]
    fn very_many_members_are_refused_before_they_are_listed() {
        let file =
            SourceFile::from_bytes("a.zip", b"PK\x01\x02".repeat(4 * MOST_MEMBERS + 1)).unwrap();
        let error = Archive::open(&file).map(|_| ()).unwrap_err().to_string();
        assert_eq!(error, "a.zip: expected at most 100000 members, found more");
    }

    /// Members may lie over each other, so that all of them together are far more than the archive.
    #[test]
    fn what_is_looked_through_is_counted_over_all_members() {
        let file = packed(&[("a.xml", b"<a></a>"), ("b.xml", b"<b></b>")]);
        let mut archive = Archive::open(&file).unwrap();
        archive.left_to_check = 12;
        archive.check_streamed(0).unwrap();
        assert!(
            archive
                .check_streamed(1)
                .unwrap_err()
                .to_string()
                .starts_with("a.zip/b.xml: expected at most 4294967296")
        );
    }

    #[test]
    fn a_bomb_ends_at_the_limit() {
        let file = packed(&[("big.txt", &vec![b'a'; 40 << 20])]);
        assert!(file.bytes().len() < 100_000);
        let error = Archive::open(&file).unwrap().read(0).unwrap_err().to_string();
        assert_eq!(error, "a.zip/big.txt: expected at most 16777216 bytes, found 16777217");
    }

    #[test]
    fn a_damaged_archive_is_an_error_at_every_length() {
        let whole = packed(&[("a.txt", b"some words"), ("b.txt", b"more")]);
        for length in 0..whole.bytes().len() {
            let file = SourceFile::from_bytes("a.zip", &whole.bytes()[..length]).unwrap();
            assert!(Archive::open(&file).is_err(), "{length}");
        }
    }
}
