//! Files that are no text, known by their first bytes: so that a person who dropped a picture or a
//! Word document reads what it is, and not only that it is wrong.

/// A kind of file that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture of lossless dots.
    Png,
    /// A photograph.
    Jpeg,
    /// A small picture that may move.
    Gif,
    /// A picture of the web.
    Webp,
    /// Pages for print.
    Pdf,
    /// Word's document since 2007.
    Docx,
    /// Excel's workbook since 2007.
    Xlsx,
    /// Slides of Microsoft's office suite since 2007.
    Pptx,
    /// A document of an open office suite.
    OpenDocument,
    /// A document of an office suite before 2007.
    OldOffice,
    /// Formatted text of the nineties.
    Rtf,
    /// An archive of files.
    Zip,
    /// One compressed file, or an archive in it.
    Gzip,
    /// An archive of 7-Zip.
    SevenZip,
    /// An archive of RAR.
    Rar,
    /// A file compressed by bzip2.
    Bzip2,
    /// A file compressed by xz.
    Xz,
    /// A file compressed by zstd.
    Zstd,
    /// An archive for tape.
    Tar,
    /// A database in one file.
    Sqlite,
    /// A program.
    Program,
    /// Text of four bytes a character, which nobody saves.
    Utf32,
}

impl Format {
    /// What people call it: the same in each language, but for a program, which is `None`.
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Pdf => "PDF",
            Self::Docx => "Word (.docx)",
            Self::Xlsx => "Excel (.xlsx)",
            Self::Pptx => "PowerPoint (.pptx)",
            Self::OpenDocument => "OpenDocument",
            Self::OldOffice => "Microsoft Office 97–2003",
            Self::Rtf => "RTF",
            Self::Zip => "ZIP",
            Self::Gzip => "GZIP",
            Self::SevenZip => "7-Zip",
            Self::Rar => "RAR",
            Self::Bzip2 => "bzip2",
            Self::Xz => "XZ",
            Self::Zstd => "Zstandard",
            Self::Tar => "TAR",
            Self::Sqlite => "SQLite",
            Self::Utf32 => "UTF-32",
            Self::Program => return None,
        })
    }
}

/// First bytes that no text has, and what they announce. Longer ones stand before their beginnings.
const BEGINNINGS: [(&[u8], Format); 22] = [
    (b"\x89PNG\r\n\x1a\n", Format::Png),
    (b"\xFF\xD8\xFF", Format::Jpeg),
    (b"GIF87a", Format::Gif),
    (b"GIF89a", Format::Gif),
    (b"%PDF-", Format::Pdf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::OldOffice),
    (b"{\\rtf1", Format::Rtf),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"\x1f\x8b\x08", Format::Gzip),
    (b"7z\xBC\xAF\x27\x1C", Format::SevenZip),
    (b"Rar!\x1a\x07", Format::Rar),
    (b"\xFD7zXZ\0", Format::Xz),
    (b"\x28\xB5\x2F\xFD", Format::Zstd),
    (b"SQLite format 3\0", Format::Sqlite),
    (b"\x7FELF", Format::Program),
    (b"\0asm", Format::Program),
    (b"\xCF\xFA\xED\xFE", Format::Program),
    (b"\xCA\xFE\xBA\xBE", Format::Program),
    (b"MZ\x90\0", Format::Program),
    (b"\xFF\xFE\0\0", Format::Utf32),
    (b"\0\0\xFE\xFF", Format::Utf32),
];

/// How far into an archive the names of its files are looked for.
const LOOK_B: usize = 4096;

/// What these bytes are, if their beginning says that they are no text.
pub fn format(bytes: &[u8]) -> Option<Format> {
    let said = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning));
    match said.map(|(_, format)| *format) {
        Some(Format::Zip) => Some(archive(bytes)),
        Some(format) => Some(format),
        None if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
            Some(Format::Webp)
        }
        None if bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(b"1AY&SY") => {
            Some(Format::Bzip2)
        }
        None if bytes.get(257..262) == Some(b"ustar") => Some(Format::Tar),
        None => None,
    }
}

/// Office documents are archives; the names of the files in them tell which.
fn archive(bytes: &[u8]) -> Format {
    let head = &bytes[..bytes.len().min(LOOK_B)];
    let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    match () {
        () if holds(b"mimetypeapplication/vnd.oasis") => Format::OpenDocument,
        () if holds(b"word/") => Format::Docx,
        () if holds(b"xl/") => Format::Xlsx,
        () if holds(b"ppt/") => Format::Pptx,
        () => Format::Zip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<Format>) {
        assert_eq!(format(bytes), expected);
    }

    #[test]
    fn first_bytes_tell_what_a_file_is() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(Format::Png));
        check(b"%PDF-1.7\n%\xE2\xE3", Some(Format::Pdf));
        check(
            b"PK\x03\x04\x14\0\x06\0[Content_Types].xml ... word/document.xml",
            Some(Format::Docx),
        );
        check(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml ... xl/workbook.xml", Some(Format::Xlsx));
        check(b"PK\x03\x04\x14\0plan.md", Some(Format::Zip));
        check(b"RIFF\x10\0\0\0WEBPVP8 ", Some(Format::Webp));
        check(b"\x7FELF\x02\x01", Some(Format::Program));
    }

    #[test]
    fn text_is_nothing_of_the_kind() {
        check(b"# Plan", None);
        check(b"PK is a postcode", None);
        check(b"BZh is no word", None);
        check("РИФ — не RIFF".as_bytes(), None);
        check(b"", None);
    }
}
