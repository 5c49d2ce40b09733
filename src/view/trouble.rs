//! When nothing could be opened: what happened, why, and the one thing to do next.

use crate::plan::Level;
use crate::run::wire::NotOpened;
use crate::text::Refusal;
use crate::text::binary::Format;
use crate::view::icon::LevelMark;
use crate::words::{Lang, page};
use leptos::prelude::*;

/// Why there is no plan to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The bytes are no text.
    Refused(Refusal),
    /// The bytes did not come.
    Unreadable,
    /// Far more than a plan.
    TooLarge {
        /// Its size in megabytes, rounded up.
        size_mb: u32,
        /// The largest that is opened.
        limit_mb: u32,
    },
    /// A sample did not come from the site.
    NoSample,
    /// A part of the page did not come from the site.
    NoRooms,
    /// What was dropped or pasted holds neither a file nor text.
    NothingDropped,
    /// What should be a run is none.
    NoRun(NotOpened),
    /// A run without a single entry.
    EmptyRun,
    /// A journal came alone, and its plan is not at hand or was changed.
    NoPlan,
}

impl Trouble {
    /// What happened in a few words, and why and what helps in a sentence or two.
    pub fn told(self, lang: Lang) -> (&'static str, String) {
        let words = page::page(lang);
        let fixed = |trouble: page::Trouble| (trouble.title, trouble.advice.to_owned());
        match self {
            Self::Refused(Refusal::Binary { format, .. }) => match format.and_then(Format::name) {
                Some(kind) => (words.binary.title, page::no_text(lang, kind)),
                None => fixed(words.binary),
            },
            Self::Refused(Refusal::Empty) => fixed(words.empty),
            Self::Unreadable => fixed(words.unreadable),
            Self::TooLarge { size_mb, limit_mb } => {
                (words.large_title, page::too_large(lang, size_mb, limit_mb))
            }
            Self::NoSample => fixed(words.no_sample),
            Self::NoRooms => fixed(words.no_rooms),
            Self::NothingDropped => fixed(words.nothing_dropped),
            Self::NoRun(why) => (words.no_run_title, page::no_run(lang, why)),
            Self::EmptyRun => fixed(words.empty_run),
            Self::NoPlan => fixed(words.no_plan),
        }
    }
}

/// The screen of a trouble, in the place where the invitation stood.
#[component]
pub fn TroublePanel(
    /// What happened.
    trouble: Trouble,
    /// To which file.
    name: String,
    /// The language of the interface.
    lang: Lang,
    /// Asks for another file.
    on_pick: Callback<()>,
) -> impl IntoView {
    let words = page::page(lang);
    let (title, advice) = trouble.told(lang);
    view! {
        <section class="drop trouble" id="drop" aria-labelledby="title">
            <LevelMark level=Level::Error/>
            <h1 id="title" tabindex="-1">{title}</h1>
            {(!name.is_empty()).then(|| view! { <p class="num name" dir="auto">{name}</p> })}
            <p class="soft">{advice}</p>
            <div class="row">
                <button type="button" class="main" id="choose" on:click=move |_| on_pick.run(())>
                    {words.choose_file}
                </button>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[track_caller]
    fn check(trouble: Trouble, lang: Lang, expected: &str) {
        let on_pick = Callback::new(|()| ());
        let name = "plan.zip".to_owned();
        let html = html(|| view! { <TroublePanel trouble name lang on_pick/> });
        assert_eq!(words(&html).replace('\u{a0}', " "), expected);
    }

    #[test]
    fn each_trouble_says_what_happened_and_offers_one_move() {
        check(
            Trouble::Refused(Refusal::Binary { offset: 0, format: None }),
            Lang::Ru,
            "Это не текст plan.zip В файле двоичные данные: картинка, архив или документ. \
             Сохраните план как Markdown и откройте его. Выбрать файл",
        );
        check(
            Trouble::Refused(Refusal::Binary { offset: 0, format: Some(Format::Png) }),
            Lang::En,
            "This is not text plan.zip It looks like a file of this kind: PNG. \
             Save the plan as Markdown and open that. Choose a file",
        );
        check(
            Trouble::TooLarge { size_mb: 43, limit_mb: 10 },
            Lang::En,
            "The file is too large plan.zip It holds 43 MB; a plan has at most 10 MB. \
             Choose the file with the plan itself. Choose a file",
        );
    }
}
