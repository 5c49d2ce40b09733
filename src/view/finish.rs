//! The report's screen: the report as it will be read, what goes into it, who signed, and the ways
//! out of here.

use crate::plan::Correction;
use crate::report::{self, Items, Length, Options};
use crate::run::command::Command;
use crate::run::event::{Event, Seat, SignOff, Words};
use crate::run::seal::Seal;
use crate::view::live::Live;
use crate::view::paper::Paper;
use crate::words::Lang;
use crate::words::finish::{Finish, finish};
use leptos::prelude::*;

/// What the screen's buttons do.
#[derive(Clone, Copy)]
pub struct Acts {
    /// Asks for something to happen.
    pub press: Callback<Command>,
    /// Goes back to the run.
    pub back: Callback<()>,
    /// Saves a text under a name.
    pub save: Callback<(String, String)>,
    /// Copies a text.
    pub copy: Callback<String>,
    /// The text that was copied last went through.
    pub copied: Signal<bool>,
    /// Prints the page.
    pub print: Callback<()>,
    /// Checks a report that is written under a name.
    pub check: Callback<(String, String)>,
    /// Saves the run itself.
    pub run_file: Callback<()>,
    /// Who holds this device.
    pub who: Signal<Seat>,
}

/// What goes into a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box that a person ticks")]
struct Chosen {
    lang: Lang,
    short: bool,
    tasks: bool,
    secrets: bool,
    contacts: bool,
}

impl Chosen {
    fn at_first(lang: Lang) -> Self {
        Self { lang, short: false, tasks: false, secrets: true, contacts: false }
    }

    fn options(self) -> Options<'static> {
        Options {
            lang: self.lang,
            length: if self.short { Length::Short } else { Length::Full },
            items: if self.tasks { Items::Tasks } else { Items::Table },
            redact_secrets: self.secrets,
            redact_contacts: self.contacts,
            plan_text: None,
            corrections: &[],
        }
    }
}

/// The screen.
#[component]
pub fn FinishScreen(
    /// The run.
    live: Live,
    /// The plan's own words, for the appendix.
    plan_text: StoredValue<String>,
    /// What a person put right in the reading of the plan.
    corrections: StoredValue<Vec<Correction>>,
    /// The language of the interface, and of the report at first.
    lang: Lang,
    /// What the buttons do.
    acts: Acts,
) -> impl IntoView {
    let words = finish(lang);
    let chosen = RwSignal::new(Chosen::at_first(lang));
    let written = RwSignal::new(false);
    let markdown = move |chosen: Chosen| {
        asked(chosen, plan_text, corrections, |options| {
            live.read(|run| report::report(run, options))
        })
    };
    let preview = move || {
        let chosen = chosen.get();
        if written.get() {
            return view! { <pre class="written" tabindex="0"><code>{markdown(chosen)}</code></pre> }.into_any();
        }
        let doc = asked(chosen, plan_text, corrections, |options| {
            live.read(|run| report::document(run, options))
        });
        view! { <Paper doc=&doc lang=chosen.lang.tag()/> }.into_any()
    };
    let look = move |value, name| view! { <Look written value name/> };
    let save = move |_| acts.save.run((file_name(live), markdown(chosen.get_untracked())));
    let check = move |_| acts.check.run((file_name(live), markdown(full(chosen.get_untracked()))));
    let copy = move |_| {
        let short = Chosen { short: true, ..chosen.get_untracked() };
        acts.copy.run(markdown(short));
    };
    view! {
        <main class="finish">
            <header class="top">
                <div><h1 id="title" tabindex="-1">{words.title}</h1></div>
                <div class="row">
                    <div class="seg words" role="group" aria-label=words.look>
                        {look(false, words.rendered)}{look(true, words.written)}
                    </div>
                    <button type="button" id="to-run" on:click=move |_| acts.back.run(())>{words.back}</button>
                </div>
            </header>
            <div class="report">
                <div class="preview">{preview}</div>
                <aside class="side">
                    <Signatures words live acts/>
                    <section>
                        <h2 class="label">{words.out}</h2>
                        <div class="stack">
                            <button type="button" class="main" id="download" on:click=save>{words.download}</button>
                            <button type="button" id="copy-note" on:click=copy>
                                {move || if acts.copied.get() { words.copied } else { words.copy }}
                            </button>
                            <button type="button" on:click=move |_| acts.print.run(())>{words.print}</button>
                            <button type="button" id="check" on:click=check>{words.check}</button>
                            <button type="button" id="run-file" on:click=move |_| acts.run_file.run(())>{words.run_file}</button>
                        </div>
                    </section>
                    <Choices words chosen/>
                </aside>
            </div>
        </main>
    }
}

/// The same, with the appendix: only a whole report can be checked.
fn full(chosen: Chosen) -> Chosen {
    Chosen { short: false, ..chosen }
}

/// What was chosen, with all that the report is told from.
fn asked<T>(
    chosen: Chosen,
    plan_text: StoredValue<String>,
    corrections: StoredValue<Vec<Correction>>,
    tell: impl FnOnce(&Options<'_>) -> T,
) -> T {
    plan_text.with_value(|text| {
        corrections.with_value(|corrections| {
            tell(&Options { plan_text: Some(text), corrections, ..chosen.options() })
        })
    })
}

/// One of the two ways to look at a report.
#[component]
fn Look(written: RwSignal<bool>, value: bool, name: &'static str) -> impl IntoView {
    let pressed = move || (written.get() == value).to_string();
    view! {
        <button type="button" aria-pressed=pressed on:click=move |_| written.set(value)>{name}</button>
    }
}

/// What goes in.
#[component]
fn Choices(words: &'static Finish, chosen: RwSignal<Chosen>) -> impl IntoView {
    let language = move |lang: Lang| {
        let pressed = move || (chosen.get().lang == lang).to_string();
        view! {
            <button
                type="button" lang=lang.tag() aria-pressed=pressed
                on:click=move |_| chosen.update(|it| it.lang = lang)
            >{lang.name()}</button>
        }
    };
    let check = move |name: &'static str, get: fn(&Chosen) -> bool, set: fn(&mut Chosen, bool)| {
        let checked = move || chosen.with(get);
        view! {
            <label class="check">
                <input
                    type="checkbox" checked=checked prop:checked=checked
                    on:change=move |it| chosen.update(|of| set(of, event_target_checked(&it)))
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <section>
            <h2 class="label">{words.choices}</h2>
            <div class="stack">
                <div class="seg words" role="group" aria-label=words.language>
                    {Lang::ALL.map(language).into_iter().collect_view()}
                </div>
                {check(words.short, |it| it.short, |it, on| it.short = on)}
                {check(words.tasks, |it| it.tasks, |it, on| it.tasks = on)}
                {check(words.secrets, |it| it.secrets, |it, on| it.secrets = on)}
                {check(words.contacts, |it| it.contacts, |it, on| it.contacts = on)}
            </div>
        </section>
    }
}

/// Who signed, and the form for one more.
#[component]
fn Signatures(words: &'static Finish, live: Live, acts: Acts) -> impl IntoView {
    let signed = live.memo(|run| {
        let seat = |at: &u32| match &run.entry(*at).event {
            Event::SignedOff(sign) => {
                let by_key = sign.envelope.is_some();
                Some((sign.seat.clone(), sign.statement.text.to_string(), by_key))
            }
            _ => None,
        };
        run.progress.signed.iter().filter_map(seat).collect::<Vec<_>>()
    });
    let over = live.memo(|run| run.progress.end.is_some());
    let (name, role, statement) = acts.who.with_untracked(|who| {
        (
            RwSignal::new(who.name.to_string()),
            RwSignal::new(who.role.to_string()),
            RwSignal::new(String::new()),
        )
    });
    let sign = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        let typed = statement.get_untracked();
        let typed = if typed.trim().is_empty() { words.statement_hint.to_owned() } else { typed };
        let seal = live.peek(|run| Seal::now(&run.journal).head);
        let seat = Seat {
            name: name.get_untracked().trim().into(),
            role: role.get_untracked().trim().into(),
        };
        let sign = SignOff { seat, statement: Words::new(typed), seal, envelope: None };
        acts.press.run(Command::Sign(Box::new(sign)));
    };
    let rows = move || {
        let rows = signed.get().into_iter().map(|(seat, statement, by_key)| {
            let who = if seat.role.is_empty() { seat.name.to_string() } else { format!("{}, {}", seat.name, seat.role) };
            view! { <li><span class="go" aria-hidden="true">"✓ "</span><b dir="auto">{who}</b><span class="small soft" dir="auto">{statement}</span>{by_key.then(|| view! { <span class="small soft by-key">{words.by_key}</span> })}</li> }
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return view! { <p class="soft small">{words.unsigned}</p> }.into_any();
        }
        view! { <ul class="signed">{rows}</ul> }.into_any()
    };
    let field =
        |label: &'static str, id: &'static str, value: RwSignal<String>, hint: &'static str| {
            view! {
                <label class="field">
                    <span>{label}</span>
                    <input
                        type="text" id=id autocomplete="off" placeholder=hint
                        value=value.get_untracked() prop:value=value
                        on:input=move |it| value.set(event_target_value(&it))
                    />
                </label>
            }
        };
    view! {
        <section>
            <h2 class="label">{words.signatures}</h2>
            {rows}
            <form class="stack" on:submit=sign hidden=move || !over.get()>
                {field(words.name, "sign-name", name, "")}
                {field(words.role, "sign-role", role, "")}
                {field(words.statement, "sign-statement", statement, words.statement_hint)}
                <button type="submit" id="sign">{words.sign}</button>
                <p class="soft small">{words.key_note}</p>
            </form>
            <p class="soft small" hidden=move || over.get()>{words.not_over}</p>
        </section>
    }
}

/// The name of the report's file: letters, digits and dashes of the plan's title.
fn file_name(live: Live) -> String {
    let title =
        live.peek(|run| crate::plan::normalise(run.plan.title.as_deref().unwrap_or("release")));
    let short: String = title.chars().take(60).map(|c| if c == ' ' { '-' } else { c }).collect();
    format!("{}.report.md", short.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::room::testing::{Told, plan};
    use crate::view::testing::{html, words as said};

    fn shown(lang: Lang, told: Told, copied: bool) -> String {
        html(move || {
            let nothing = Callback::new(|()| ());
            let acts = Acts {
                press: Callback::new(|_| ()),
                back: nothing,
                save: Callback::new(|_| ()),
                copy: Callback::new(|_| ()),
                copied: Signal::stored(copied),
                print: nothing,
                check: Callback::new(|_| ()),
                run_file: nothing,
                who: Signal::stored(Seat {
                    name: "Орлова".into(), role: "ведёт".into()
                }),
            };
            let live = Live::new(told.run, Signal::stored(told.now_ms));
            let (plan_text, corrections) =
                (StoredValue::new(String::new()), StoredValue::new(Vec::new()));
            view! { <FinishScreen live plan_text corrections lang acts/> }
        })
    }

    fn over() -> Told {
        Told::new(plan()).start().press(Command::Finish(Words::new("дальше не нужно")))
    }

    fn signed(told: Told, name: &str, role: &str, by_key: bool) -> Told {
        let sign = SignOff {
            seat: Seat { name: name.into(), role: role.into() },
            statement: Words::new("всё верно"),
            seal: Seal::now(&told.run.journal).head,
            envelope: by_key.then(|| "envelope".into()),
        };
        told.press(Command::Sign(Box::new(sign)))
    }

    #[test]
    fn a_run_that_goes_on_can_be_read_and_not_signed() {
        let html = shown(Lang::Ru, Told::new(plan()).start().tick(0), false);
        let text = said(&html);
        assert!(text.contains("Релиз 5.2: ещё идёт"), "{text}");
        assert!(text.contains("Снять копию базы: pg_dump bereg сделано Орлова 02:01"), "{text}");
        assert!(html.contains("<form hidden class=\"stack\""), "{html}");
        assert!(text.contains(finish(Lang::Ru).unsigned), "{text}");
    }

    #[test]
    fn a_run_that_is_over_waits_for_names() {
        let html = shown(Lang::En, over(), false);
        assert!(html.contains("<form class=\"stack\""), "{html}");
        assert!(html.contains("value=\"Орлова\""), "{html}");
        assert!(said(&html).contains("Nobody has signed yet."), "{html}");
    }

    #[test]
    fn names_stand_with_what_they_state_and_what_they_are_worth() {
        let html = shown(
            Lang::En,
            signed(signed(over(), "Орлова", "релиз", true), "Ким", "базы", false),
            false,
        );
        let text = said(&html);
        assert!(text.contains("✓ Орлова, релиз всё верно signed by a browser’s key"), "{text}");
        assert!(text.contains("✓ Ким, базы всё верно"), "{text}");
        assert_eq!(html.matches("class=\"small soft by-key\"").count(), 1, "{html}");
    }

    #[test]
    fn secrets_are_covered_at_first_and_the_report_speaks_as_the_page_does() {
        for (lang, own) in [(Lang::Ru, "ru"), (Lang::En, "en")] {
            let html = shown(lang, over(), false);
            let (_, choices) = html.split_once(finish(lang).choices).expect("what goes in");
            let pressed = format!("lang=\"{own}\" aria-pressed=\"true\"");
            assert!(choices.contains(&pressed), "{choices}");
            assert_eq!(choices.matches(" checked").count(), 1, "{choices}");
            assert!(choices.contains(finish(lang).secrets), "{choices}");
        }
    }

    #[test]
    fn a_copy_says_that_it_is_one() {
        assert!(said(&shown(Lang::En, over(), true)).contains("Copied Print"));
        assert!(said(&shown(Lang::En, over(), false)).contains("Copy for the release note Print"));
    }
}
