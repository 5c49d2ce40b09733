//! What stands under a bold line, up to the next one or the next heading.

use super::command::is_shell;
use super::fields::is_field;
use super::outline::{Outline, Shape};

/// What blocks of code stand under a bold line, the weightiest of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fence {
    #[default]
    None,
    /// Settings, output, a message to send.
    Shown,
    /// Commands to run.
    Run,
}

/// What stands under a bold line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Below {
    pub list: bool,
    pub fence: Fence,
    /// A list of nothing but fields: Owner, Status.
    pub fields: bool,
}

/// `</details>`.
pub(super) fn folds_up(outline: &Outline<'_>, block: usize) -> bool {
    outline.blocks[block].shape == Shape::Html
        && outline.text(block).trim_start().starts_with("</det")
}

/// What stands between a bold line and the next one, or the next heading.
pub(super) fn below(outline: &Outline<'_>, from_here: &[usize]) -> Below {
    let mut below = Below::default();
    for &block in from_here.iter().skip(1) {
        match outline.blocks[block].shape {
            Shape::Heading(_) => break,
            Shape::Para => {
                if outline.bold_line(block).is_some() {
                    break;
                }
            }
            Shape::Item { .. } => {
                if is_field(outline, block) {
                    below.fields = true;
                } else {
                    below.list = true;
                }
            }
            Shape::TableHead { .. } | Shape::TableRow { .. } => below.list = true,
            Shape::Fence { ref lang, .. } => {
                let runs = is_shell(lang, outline.text(block));
                below.fence = below.fence.max(if runs { Fence::Run } else { Fence::Shown });
            }
            Shape::Html if folds_up(outline, block) => break,
            Shape::Html | Shape::FrontMatter => {}
        }
    }
    below
}
