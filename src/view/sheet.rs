//! An opened plan on one page: its title, its counts, its sections and what is wrong with it.

use crate::plan::Language;
use crate::view::counts::Counts;
use crate::view::faults::Faults;
use crate::view::mended::Mended;
use crate::view::on_paper;
use crate::view::opened::Opened;
use crate::view::outline::{Outline, Rail};
use crate::view::plain::{AtOnce, Each};
use crate::view::printed::Printed;
use crate::words::{Lang, page, time};
use leptos::either::Either;
use leptos::prelude::*;
use std::sync::Arc;

/// The whole plan as it lies on paper: nothing on it can be pressed.
#[component]
pub fn Sheet<'a>(
    /// The plan as it was opened.
    opened: &'a Opened,
    /// The language of the interface.
    lang: Lang,
) -> impl IntoView + use<> {
    let plan = &opened.plan;
    let title = opened.title().to_owned();
    let tag = tag(opened.plan.language);
    let mended = opened.mending().map(|mending| {
        view! { <Mended mending as_it_was=opened.as_it_was() lang/> }
    });
    let unreadable = (opened.unreadable() > 0).then(|| {
        view! { <p class="notice">{page::unreadable(lang, opened.unreadable())}</p> }
    });
    let faults = &*opened.faults;
    let (outline, corrections) = (Arc::clone(plan), Arc::clone(&opened.corrections));
    let on_screen = move || view! { <Outline plan=&outline lang corrections=&corrections/> };
    let outline = match use_context::<Printed>().filter(|_| opened.corrections.is_empty()) {
        Some(printed) => {
            let plan = Arc::clone(plan);
            let written = move |out: &mut String| on_paper::outline(out, &plan, lang, &printed);
            Either::Left(AtOnce::new(on_screen, written))
        }
        None => Either::Right(on_screen()),
    };
    view! {
        <main class="sheet">
            <header class="top">
                <div>
                    <h1 id="title" tabindex="-1" dir="auto" lang=tag>{title}</h1>
                    <p class="soft small">{origin(opened, lang)}</p>
                </div>
            </header>
            <Counts plan lines=opened.lines lost=opened.lost faults=faults.len() lang/>
            {Each(mended)}
            {Each(unreadable)}
            <div class="cols">
                <Rail plan lang/>
                <div class="outline" lang=tag>{outline}</div>
                <aside><Faults plan faults lang/></aside>
            </div>
        </main>
    }
}

/// «release.md · windows-1251 · Окно 02:00–04:00 MSK».
pub(super) fn origin(opened: &Opened, lang: Lang) -> String {
    let mut parts = vec![opened.name.clone()];
    if opened.encoding() != "utf-8" {
        parts.push(opened.encoding().to_owned());
    }
    if let Some(it) = &opened.plan.window {
        parts.push(format!("{} {}", page::page(lang).window, time::window(lang, &it.window)));
    }
    parts.join(" · ")
}

/// The language to read the plan's own words in; none where it is both.
pub(super) fn tag(language: Language) -> Option<&'static str> {
    match language {
        Language::Ru => Some("ru"),
        Language::En => Some("en"),
        Language::Mixed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn a_sheet_names_the_file_and_has_no_buttons_on_paper() {
        let source = crate::text::open("План\n".as_bytes(), &|_, _| String::new());
        let opened = Opened::new(
            "release.md".into(),
            crate::run::journal::Digest::default(),
            source.expect("text"),
        );
        let html = html(|| view! { <Sheet opened=&opened lang=Lang::En/> });
        assert!(words(&html).contains("release.md"), "{html}");
        assert!(!html.contains("<button"), "{html}");
    }
}
