//! How bytes come in: a file that was picked, dropped or pasted, and the browser's own decoder for
//! encodings that are not UTF-8.

use super::opener::Opener;
use crate::text::Charset;
use crate::view::trouble::Trouble;
use crate::words::{Lang, page};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Reflect, Uint8Array};
use web_sys::{
    DataTransfer, DragEvent, File, FileList, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
};
use web_sys::{TextDecoder, TextDecoderOptions};

const MEGABYTE: f64 = 1024.0 * 1024.0;
/// The largest file that is read: a hundred times the largest plan that we have met.
const LIMIT_MB: u32 = 10;

/// Everything in a file.
pub(super) async fn bytes(file: File) -> Result<Vec<u8>, Trouble> {
    let size_mb = file.size() / MEGABYTE;
    if size_mb > f64::from(LIMIT_MB) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size is positive, and no browser hands out four billion megabytes"
        )]
        let size_mb = size_mb.ceil() as u32;
        return Err(Trouble::TooLarge { size_mb, limit_mb: LIMIT_MB });
    }
    let buffer = file.array_buffer().await.map_err(|_| Trouble::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Decodes with what the browser has, byte order marks kept as they are. An encoding that it does
/// not know gives nothing.
pub(super) fn decode(charset: Charset, bytes: &[u8]) -> String {
    let options = TextDecoderOptions::new();
    // A fresh object takes any property.
    let _ = Reflect::set(&options, &"ignoreBOM".into(), &JsValue::TRUE);
    TextDecoder::new_with_label_and_options(charset.label(), &options)
        .and_then(|decoder| decoder.decode_with_u8_array(bytes))
        .unwrap_or_default()
}

/// Asks for a file.
pub(super) fn ask(picker: NodeRef<html::Input>) {
    if let Some(input) = picker.get_untracked() {
        input.click();
    }
}

/// The file that was picked. The field is cleared, so that the same file can be picked again.
pub(super) fn first(picker: NodeRef<html::Input>) -> Option<File> {
    let input = picker.get_untracked()?;
    let file = all(input.files()).into_iter().next();
    input.set_value("");
    file
}

/// Opens the file that was picked. The field is cleared, so that the same file can be picked again.
pub(super) fn picked(picker: NodeRef<html::Input>, opener: Opener) {
    let Some(input) = picker.get_untracked() else { return };
    opener.open_files(all(input.files()));
    input.set_value("");
}

/// Opens what is dropped anywhere on the page, or pasted outside a field. True while something
/// hangs over the page.
pub(super) fn listen(opener: Opener) -> Signal<bool> {
    let over = RwSignal::new(false);
    let hang = move |drag: DragEvent| {
        drag.prevent_default();
        if !over.get_untracked() {
            over.set(true);
        }
    };
    let leave = move |drag: DragEvent| {
        if drag.related_target().is_none() {
            over.set(false);
        }
    };
    let drop = move |drag: DragEvent| {
        drag.prevent_default();
        over.set(false);
        take(drag.data_transfer(), opener);
    };
    let paste = move |paste: web_sys::ClipboardEvent| {
        if !in_a_field(&paste) {
            take(paste.clipboard_data(), opener);
        }
    };
    // The page lives as long as its window: these are never taken off.
    let _ = window_event_listener(ev::dragover, hang);
    let _ = window_event_listener(ev::dragleave, leave);
    let _ = window_event_listener(ev::drop, drop);
    let _ = window_event_listener(ev::paste, paste);
    over.into()
}

fn all(files: Option<FileList>) -> Vec<File> {
    files.map_or_else(Vec::new, |files| (0..files.length()).filter_map(|n| files.get(n)).collect())
}

/// The files, else the text.
fn take(data: Option<DataTransfer>, opener: Opener) {
    let Some(data) = data else { return opener.fail(Trouble::NothingDropped) };
    let files = all(data.files());
    let text = data.get_data("text/plain").unwrap_or_default();
    if !files.is_empty() {
        opener.open_files(files);
    } else if text.trim().is_empty() {
        opener.fail(Trouble::NothingDropped);
    } else {
        opener.open_text(page::page(spoken()).pasted_name, text);
    }
}

/// Whether somebody types.
pub(super) fn in_a_field(event: &web_sys::Event) -> bool {
    event.target().is_some_and(|target| {
        target.has_type::<HtmlTextAreaElement>() || target.has_type::<HtmlInputElement>()
    })
}

/// The language that the document is in now.
fn spoken() -> Lang {
    let root = document().document_element();
    Lang::from_tag(&root.and_then(|root| root.get_attribute("lang")).unwrap_or_default())
}

/// Shows the page from its beginning and gives the keyboard to its title.
pub(super) fn to_the_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let title = document().get_element_by_id("title");
    if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok()) {
        // A title that cannot take focus is still a title.
        let _ = title.focus();
    }
}
