//! Whether a report holds: said first and large, then the first line that does not follow, then on
//! what ground it was checked.

use crate::report::verify::{Unsound, Verdict};
use crate::words::verify::{Verify as Words, entries, verify};
use crate::words::{Lang, runs};
use leptos::prelude::*;

/// A report that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The name of its file.
    pub name: String,
    /// What was found.
    pub verdict: Verdict,
    /// How many signatures by a key stand in it, checked or not.
    pub keys: usize,
}

/// What the screen's buttons do.
#[derive(Clone, Copy)]
pub struct Acts {
    /// Asks for a file.
    pub pick: Callback<()>,
    /// Goes to the shelf.
    pub home: Callback<()>,
}

/// The screen.
#[component]
pub fn VerifyScreen(
    /// What was checked, if anything was.
    #[prop(into)]
    checked: Signal<Option<Checked>>,
    /// The language of the interface.
    lang: Lang,
    /// What the buttons do.
    acts: Acts,
) -> impl IntoView {
    let words = verify(lang);
    let said = move || match checked.get() {
        Some(checked) => view! { <Told checked words lang/> }.into_any(),
        None => view! {
            <h1 id="title" tabindex="-1">{words.title}</h1><p class="soft">{words.lead}</p>
        }
        .into_any(),
    };
    view! {
        <main class="verify">
            <section class="told" id="drop">{said}</section>
            <div class="row">
                <button type="button" class="main" id="choose" on:click=move |_| acts.pick.run(())>
                    {words.another}
                </button>
                <button type="button" id="home" on:click=move |_| acts.home.run(())>{words.home}</button>
            </div>
        </main>
    }
}

#[component]
fn Told(checked: Checked, words: &'static Words, lang: Lang) -> impl IntoView {
    let Checked { name, verdict, keys } = checked;
    let holds = verdict.holds();
    let (class, mark, title, means) = if holds {
        ("seal go", "✓", words.holds, words.holds_means)
    } else {
        ("seal abort", "✕", words.fails, words.fails_means)
    };
    let faults: Vec<_> =
        verdict.faults.iter().map(|fault| view! { <Fault fault words lang/> }).collect();
    let plan = match (verdict.with_plan, verdict.plan_is_whole) {
        (true, _) => words.with_plan,
        (false, true) => words.own_plan,
        (false, false) => words.without_plan,
    };
    let signed = if keys == 0 { words.by_name } else { words.by_key };
    let ground = holds.then(|| {
        view! {
            <h2 class="label">{words.about}</h2>
            <ul class="plain">
                <li>{entries(lang, verdict.entries)}</li><li>{plan}</li><li>{signed}</li>
            </ul>
        }
    });
    view! {
        <p class=class><span class="stamp" aria-hidden="true">{mark}</span></p>
        <h1 id="title" tabindex="-1">{title}</h1>
        <p class="num soft small" dir="auto">{name}</p>
        <p>{means}</p>
        {(!faults.is_empty()).then(|| view! { <ul class="unsound">{faults}</ul> })}
        {ground}
    }
}

/// One thing that does not hold, with its line.
#[component]
fn Fault<'a>(fault: &'a Unsound, words: &'static Words, lang: Lang) -> impl IntoView + use<> {
    let (line, what) = match fault {
        Unsound::NoAppendix(line) => (Some(*line), words.no_appendix.to_owned()),
        Unsound::NoPlan => (None, words.no_plan.to_owned()),
        Unsound::OtherPlan => (None, words.other_plan.to_owned()),
        Unsound::Damaged(line, kind) => (Some(*line), runs::damaged(lang, *kind)),
        Unsound::Flawed(flaw) => (None, runs::flaw(lang, *flaw)),
        Unsound::Line { line, .. } => (Some(*line), words.not_following.to_owned()),
        Unsound::OtherSeal(name) => (None, runs::other_seal(lang, name)),
        Unsound::BadSignature(name) => (None, runs::bad_signature(lang, name)),
    };
    let line = line.map(|line| u32::try_from(line).unwrap_or(u32::MAX));
    let line = line.map(|line| crate::words::page::line(lang, line) + ": ");
    let shown = |text: &str| match text {
        "" => view! { <dd class="soft">{words.empty_line}</dd> }.into_any(),
        text => view! { <dd dir="auto"><code>{text.to_owned()}</code></dd> }.into_any(),
    };
    let mut apart = None;
    if let Unsound::Line { found, expected, .. } = fault {
        apart = Some(view! {
            <dl>
                <div><dt>{words.found}</dt>{shown(found)}</div>
                <div><dt>{words.expected}</dt>{shown(expected)}</div>
            </dl>
        });
    }
    view! { <li><p><b>{line}</b>{what}</p>{apart}</li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[track_caller]
    fn check(lang: Lang, verdict: Verdict, expected: &[&str]) {
        let name = "release.report.md".to_owned();
        let checked = Signal::stored(Some(Checked { name, verdict, keys: 0 }));
        let nothing = Callback::new(|()| ());
        let acts = Acts { pick: nothing, home: nothing };
        let html = html(|| view! { <VerifyScreen checked lang acts/> });
        let said = words(&html).replace('\u{a0}', " ");
        for words in expected {
            assert!(said.contains(words), "{words}: {said}");
        }
    }

    #[test]
    fn a_report_that_holds_says_on_what_ground() {
        let verdict = Verdict { entries: 118, ..Verdict::default() };
        check(
            Lang::Ru,
            verdict.clone(),
            &["✓ Отчёт верен", "118 записей", "План взят из самого отчёта"],
        );
        let verdict = Verdict { with_plan: true, ..verdict };
        check(
            Lang::En,
            verdict,
            &["✓ The report holds", "lies on your shelf and is the very file"],
        );
    }

    #[test]
    fn the_first_line_that_does_not_follow_is_named_with_what_should_stand_there() {
        let line = Unsound::Line { line: 12, found: "Passed".into(), expected: String::new() };
        let verdict = Verdict { faults: vec![line], ..Verdict::default() };
        check(
            Lang::En,
            verdict,
            &[
                "✕ The report does not hold release.report.md",
                "line 12: this line does not follow from the journal",
                "It says Passed What follows (an empty line)",
            ],
        );
    }

    #[test]
    fn before_anything_came_it_says_what_to_do() {
        let nothing = Callback::new(|()| ());
        let acts = Acts { pick: nothing, home: nothing };
        let html =
            html(|| view! { <VerifyScreen checked=Signal::stored(None) lang=Lang::En acts/> });
        assert!(words(&html).starts_with("Check a report Drop a Holdpoint report here"), "{html}");
    }
}
