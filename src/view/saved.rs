//! Whether what was done is saved: a mark in the bar, which says so only when the disk has it, and
//! below the bar the sentences for when something about it is wrong.

use crate::run::kept::state::{Kept, Mark, Note, Vault};
use crate::view::icon::Shape;
use crate::words::Lang;
use crate::words::kept::{kept as phrases, lasting as for_how_long, mark as said, note as told};
use leptos::prelude::*;

/// A tick in a ring: the disk has it.
const SAVED: &str = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5 8.2l2.1 2.1L11 6";
/// An arrow on its way down.
const SAVING: &str = "M8 2v8M4.8 7 8 10.2 11.2 7M3 13.5h10";
/// An octagon with a bar: it is not.
const UNSAVED: &str = "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM8 4.5v4.2M8 11v.6";

/// The mark in the bar. Opened, it says where everything lies and for how long.
#[component]
pub fn SavedMark(
    /// What is known of it.
    #[prop(into)]
    kept: Signal<Kept>,
    /// The language of the interface.
    #[prop(into)]
    lang: Signal<Lang>,
    /// Saves the run as a file.
    #[prop(optional_no_strip)]
    on_file: Option<Callback<()>>,
) -> impl IntoView {
    let mark = Memo::new(move |_| kept.with(Kept::mark));
    let lasting = Memo::new(move |_| kept.with(|kept| kept.lasting));
    let class = move || match mark.get() {
        Mark::Saved => "kept saved",
        Mark::Saving => "kept saving",
        Mark::Unsaved(_) => "kept unsaved",
    };
    let shape = move || {
        let path = match mark.get() {
            Mark::Saved => SAVED,
            Mark::Saving => SAVING,
            Mark::Unsaved(_) => UNSAVED,
        };
        view! { <Shape path/> }
    };
    // How many, for whoever asks closer; the word alone would jump with each press.
    let many = move || kept.with(|kept| format!("{} / {}", kept.saved, kept.written));
    let file = on_file.map(|on_file| {
        view! {
            <button type="button" class="small" on:click=move |_| on_file.run(())>
                {move || phrases(lang.get()).save_file}
            </button>
        }
    });
    view! {
        <details class=class id="kept">
            <summary title=many>{shape}<span>{move || said(lang.get(), mark.get())}</span></summary>
            <div class="kept-more">
                <p>{move || for_how_long(lang.get(), lasting.get())}</p>
                {file}
            </div>
        </details>
    }
}

/// What has to be said of it, and the way out: the run file.
#[component]
pub fn SavedNotes(
    /// What is known of it.
    #[prop(into)]
    kept: Signal<Kept>,
    /// The language of the interface.
    #[prop(into)]
    lang: Signal<Lang>,
    /// Saves the run as a file.
    #[prop(optional_no_strip)]
    on_file: Option<Callback<()>>,
) -> impl IntoView {
    let notes = Memo::new(move |_| kept.with(Kept::notes));
    let line = move |note: Note| {
        let class = if note.is_grave() { "grave" } else { "" };
        view! { <li class=class>{told(lang.get(), note)}</li> }
    };
    let file = move || {
        on_file.map(|on_file| {
            view! {
                <button type="button" id="run-file-now" on:click=move |_| on_file.run(())>
                    {phrases(lang.get()).save_file}
                </button>
            }
        })
    };
    move || {
        let notes = notes.get();
        (!notes.is_empty()).then(|| {
            let role = if notes.iter().any(|note| note.is_grave()) { "alert" } else { "status" };
            let lines = notes.into_iter().map(line).collect_view();
            view! { <section class="kept-notes" role=role><ul>{lines}</ul>{file}</section> }
        })
    }
}

/// The run that the address names is not here, or cannot be read.
#[component]
pub fn Absent(
    /// What is known of keeping.
    #[prop(into)]
    kept: Signal<Kept>,
    /// The language of the interface.
    lang: Lang,
) -> impl IntoView {
    let said = move || match kept.with(|kept| kept.vault) {
        // One that is full can be read.
        Vault::Open | Vault::Full => phrases(lang).no_run,
        Vault::Forbidden | Vault::Newer | Vault::Outdated | Vault::Failing => phrases(lang).unread,
    };
    view! { <section class="kept-notes" id="absent" role="status"><ul><li class="grave">{said}</li></ul></section> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::kept::state::{Lasting, Local};
    use crate::view::testing::{html, words};

    #[track_caller]
    fn check(kept: Kept, lang: Lang, mark: &str, notes: &[&str]) {
        let kept = Signal::stored(kept);
        let said = words(&html(|| view! { <SavedMark kept lang/> })).replace('\u{a0}', " ");
        assert!(said.starts_with(&format!("{mark} ")), "{said}");
        let on_file = Some(Callback::new(|()| ()));
        let below = html(|| view! { <SavedNotes kept lang on_file/> });
        let below = words(&below).replace('\u{a0}', " ");
        assert_eq!(below.is_empty(), notes.is_empty(), "{below}");
        for note in notes {
            assert!(below.contains(note), "{note}: {below}");
        }
    }

    #[test]
    fn saved_is_one_quiet_word() {
        let kept = Kept { written: 4, saved: 4, ..Kept::default() };
        check(kept, Lang::Ru, "Сохранено", &[]);
        check(Kept { saved: 3, ..kept }, Lang::En, "Saving…", &[]);
    }

    #[test]
    fn a_run_that_is_not_here_is_told_from_one_that_cannot_be_read() {
        let said = |vault| {
            let kept = Signal::stored(Kept { vault, ..Kept::default() });
            words(&html(|| view! { <Absent kept lang=Lang::En/> }))
        };
        assert!(said(Vault::Open).contains("is not in this browser"));
        assert!(said(Vault::Failing).contains("could not be read"));
    }

    #[test]
    fn what_the_browser_promised_is_a_press_away() {
        let kept = Signal::stored(Kept { lasting: Lasting::Refused, ..Kept::default() });
        let said = words(&html(|| view! { <SavedMark kept lang=Lang::En/> }));
        assert!(said.contains("has not promised to keep this for good"), "{said}");
    }

    #[test]
    fn what_is_not_saved_says_why_and_offers_the_file() {
        let kept = Kept {
            written: 4,
            saved: 1,
            nowhere: 3,
            has_failed: true,
            vault: Vault::Forbidden,
            local: Local::Forbidden,
            ..Kept::default()
        };
        check(
            kept,
            Lang::Ru,
            "Не сохранено: 3",
            &["Браузер не принял 3 записи", "приватном окне", "Сохранить файл прогона"],
        );
        check(kept, Lang::En, "Not saved: 3", &["did not take 3 entries", "Save the run file"]);
    }
}
