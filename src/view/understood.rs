//! What was understood of an opened plan: its source beside the model, in step, what is wrong with
//! it, and the bar that puts a wrong reading right with one key or one press.

use crate::plan::{Fix, Place, Role};
use crate::view::counts::Counts;
use crate::view::faults::Faults;
use crate::view::hint::Hint;
use crate::view::item::Copying;
use crate::view::mended::Mended;
use crate::view::opened::{Opened, Spot};
use crate::view::outline::{LongOutline, Sought};
use crate::view::sheet::{origin, tag};
use crate::view::source::SourcePane;
use crate::words::understood::{
    DONE_KEY, KINDS, ROLES, UNFIX_KEY, Understood as Words, fix as told, strays, understood,
};
use crate::words::{Lang, page};
use leptos::html;
use leptos::prelude::*;

/// What can be done with an opened plan.
#[derive(Clone, Copy)]
pub struct Acts {
    /// Leaves it on the shelf.
    pub another: Callback<()>,
    /// Goes on to time and people.
    pub onward: Callback<()>,
    /// Shows its text as it came, or mended.
    pub as_it_was: Callback<bool>,
    /// Copies its commands.
    pub copying: Copying,
    /// Puts a reading right.
    pub fix: Callback<(Spot, Fix)>,
    /// Forgets what was put right about one thing.
    pub unfix: Callback<Spot>,
    /// Forgets the corrections that found nothing.
    pub forget_strays: Callback<()>,
    /// The model was pressed somewhere.
    pub pointed: Callback<leptos::ev::MouseEvent>,
    /// Takes the first hint away for good; nothing where it is away already.
    pub hint: Option<Callback<()>>,
}

/// What is in sight, and what is chosen.
#[derive(Clone, Copy)]
pub struct Panes {
    /// The source, which scrolls.
    pub source: NodeRef<html::Div>,
    /// The model, which scrolls.
    pub model: NodeRef<html::Div>,
    /// The lines of the source that are there.
    pub window: Signal<(usize, usize)>,
    /// What is chosen in both.
    pub chosen: RwSignal<Option<Spot>>,
    /// Which pane is in sight where there is room for one.
    pub shown: RwSignal<Shown>,
}

/// A pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// What was understood.
    Model,
    /// What was written.
    Source,
    /// What is wrong.
    Faults,
}

impl Shown {
    fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Source => "source",
            Self::Faults => "faults",
        }
    }
}

/// The screen.
#[component]
pub fn UnderstoodScreen(
    /// The plan as it was opened, with what was put right.
    #[prop(into)]
    opened: Signal<Opened>,
    /// What is in sight.
    panes: Panes,
    /// What a correction that found nothing was about, in the plan's own words.
    #[prop(into)]
    strayed: Signal<Vec<String>>,
    /// The language of the interface.
    lang: Lang,
    /// What can be done.
    acts: Acts,
) -> impl IntoView {
    let words = understood(lang);
    let Panes { chosen, shown, .. } = panes;
    let to_line = move |line| {
        if let Some(spot) = opened.with(|it| Spot::of(&it.plan, Place::at(line, 1))) {
            chosen.set(Some(spot));
        }
    };
    let lines = move || chosen.get().map(|spot| opened.with(|it| spot.lines(&it.plan)));
    let go = Callback::new(move |place: Place| {
        to_line(place.line);
        shown.set(Shown::Model);
    });
    let keys = move |press: leptos::ev::KeyboardEvent| {
        if press.ctrl_key() || press.meta_key() || press.alt_key() {
            return;
        }
        // A copy, because the press may put another one in its place.
        if pressed(&press.key(), &opened.get_untracked(), chosen, acts) {
            press.prevent_default();
        }
    };
    provide_context(Sought(chosen.into()));
    let model = move || {
        let opened = opened.get();
        view! { <LongOutline opened lang copying=acts.copying/> }
    };
    let faults = move || {
        opened.with(|it| view! { <Faults plan=&it.plan faults=&it.faults lang on_go=Some(go)/> })
    };
    let hint = acts.hint.map(|away| view! { <Hint text=page::hints(lang)[0] lang away/> });
    view! {
        <main class="understood">
            <Head opened panes lang acts/>
            {hint}
            <Strays opened strayed lang acts/>
            <div class="two" data-shown=move || shown.get().word() on:keydown=keys>
                <SourcePane
                    opened node=panes.source window=panes.window chosen=Signal::derive(lines) lang
                    on_line=Callback::new(to_line)
                />
                <div
                    class="model outline" node_ref=panes.model role="region" tabindex="0"
                    aria-label=words.model aria-describedby="keys" lang=move || opened.with(|it| tag(it.plan.language))
                    on:click=move |press| acts.pointed.run(press)
                >{model}</div>
                <div class="found">{faults}</div>
                <FixBar words opened chosen lang acts/>
            </div>
        </main>
    }
}

/// The title, what can be done, the counts, and what mending did.
#[component]
fn Head(opened: Signal<Opened>, panes: Panes, lang: Lang, acts: Acts) -> impl IntoView {
    let (common, words) = (page::page(lang), understood(lang));
    let counts = move || {
        opened.with(|it| {
            let on_faults = Some(Callback::new(move |()| panes.shown.set(Shown::Faults)));
            let faults = it.faults.len();
            view! { <Counts plan=&it.plan lines=it.lines lost=it.lost faults lang on_faults/> }
        })
    };
    let mended = move || {
        opened.with(|it| {
            let as_it_was = it.as_it_was();
            let on_choose = Some(acts.as_it_was);
            it.mending().map(|mending| view! { <Mended mending as_it_was lang on_choose/> })
        })
    };
    let unreadable = move || {
        let places = opened.with(Opened::unreadable);
        (places > 0).then(|| view! { <p class="notice">{page::unreadable(lang, places)}</p> })
    };
    view! {
        <header class="top">
            <div>
                <h1 id="title" tabindex="-1" dir="auto" lang=move || opened.with(|it| tag(it.plan.language))>
                    {move || opened.with(|it| it.title().to_owned())}
                </h1>
                <p class="soft small">{move || opened.with(|it| origin(it, lang))}</p>
            </div>
            <div class="row">
                <button type="button" id="another" on:click=move |_| acts.another.run(())>
                    {words.shelve}
                </button>
                <button type="button" class="main" id="onward" on:click=move |_| acts.onward.run(())>
                    {common.onward}
                </button>
            </div>
        </header>
        <div class="sums">
            {counts}
            <p class="sum">{move || opened.with(|it| page::summary(lang, &it.plan, it.lines))}</p>
            <Tabs words panes opened/>
        </div>
        {mended}
        {unreadable}
    }
}

/// Corrections of an earlier revision that found nothing in this one.
#[component]
fn Strays(
    opened: Signal<Opened>,
    strayed: Signal<Vec<String>>,
    lang: Lang,
    acts: Acts,
) -> impl IntoView {
    let words = understood(lang);
    move || {
        let lost: Vec<_> = opened.with(|it| it.strays.iter().map(|stray| stray.fix).collect());
        (!lost.is_empty()).then(|| {
            let count = strays(lang, lost.len());
            let said = strayed.get().into_iter().chain(std::iter::repeat(String::new()));
            let rows = lost.into_iter().zip(said).map(|(fix, said)| {
                let said = (!said.is_empty()).then(|| format!("«{said}»: "));
                view! { <li dir="auto">{said}{told(lang, fix)}</li> }
            });
            let rows: Vec<_> = rows.collect();
            view! {
                <section class="notice" id="strays">
                    <div>
                        <p><b>{count}</b>" "<span class="soft">{words.strays_help}</span></p>
                        <ul class="plain small">{rows}</ul>
                    </div>
                    <button type="button" on:click=move |_| acts.forget_strays.run(())>{words.forget}</button>
                </section>
            }
        })
    }
}

/// Which pane is in sight. Where there is room the source always is.
#[component]
fn Tabs(words: &'static Words, panes: Panes, opened: Signal<Opened>) -> impl IntoView {
    let tab = move |value: Shown, name: &'static str| {
        let pressed = move || (panes.shown.get() == value).to_string();
        let count = move || {
            let count = opened.with(|it| it.faults.len());
            (value == Shown::Faults && count > 0)
                .then(|| view! { " "<span class="num">{count}</span> })
        };
        view! {
            <button
                type="button" class=format!("t-{}", value.word()) aria-pressed=pressed
                on:click=move |_| panes.shown.set(value)
            >{name}{count}</button>
        }
    };
    view! {
        <div class="seg words tabs" role="group" aria-label=words.look>
            {tab(Shown::Source, words.source)}
            {tab(Shown::Model, words.model)}
            {tab(Shown::Faults, words.faults)}
        </div>
    }
}

/// What the chosen line was taken for, and all that it can be instead.
#[component]
fn FixBar(
    words: &'static Words,
    opened: Signal<Opened>,
    chosen: RwSignal<Option<Spot>>,
    lang: Lang,
    acts: Acts,
) -> impl IntoView {
    let said = move || {
        let spot = chosen.get()?;
        Some(opened.with(|it| {
            let line = page::line(lang, spot.lines(&it.plan).0);
            let what = match spot {
                Spot::Item(ix) => page::kind(lang, it.plan.item(ix).kind),
                Spot::Section(ix) => page::role(lang, it.plan.section(ix).role),
            };
            (spot.words(&it.plan).to_owned(), format!("{what}, {line}"))
        }))
    };
    let told = move || match said() {
        Some((text, about)) => {
            view! { <b dir="auto">{text}</b>" "<span class="small soft">{about}</span> }.into_any()
        }
        None => view! { <span class="soft">{words.choose}</span> }.into_any(),
    };
    let buttons = move || {
        let spot = chosen.get()?;
        let rows = opened.with(|it| choices(it, spot, words));
        let button = |(name, key, fix, on): (&'static str, &'static str, Fix, bool)| {
            view! {
                <button
                    type="button" aria-pressed=on.to_string() aria-keyshortcuts=key
                    on:click=move |_| acts.fix.run((spot, fix))
                ><kbd aria-hidden="true">{key}</kbd>{name}</button>
            }
        };
        let rows: Vec<_> = rows.into_iter().map(button).collect();
        let unfix = opened.with(|it| it.is_fixed(spot)).then(|| {
            view! {
                <button type="button" id="unfix" aria-keyshortcuts=UNFIX_KEY on:click=move |_| acts.unfix.run(spot)>
                    <kbd aria-hidden="true">{UNFIX_KEY}</kbd>{words.as_read}
                </button>
            }
        });
        Some(view! { <div class="row" role="group" aria-label=words.wrong>{rows}{unfix}</div> })
    };
    view! {
        <div class="fixbar">
            <p role="status">{told}</p>
            {buttons}
            <p class="sr" id="keys">{words.choose}" "{words.keys}</p>
        </div>
    }
}

/// All that a thing can be: its name, its key, what it would say, and whether it is that.
fn choices(
    opened: &Opened,
    spot: Spot,
    words: &'static Words,
) -> Vec<(&'static str, &'static str, Fix, bool)> {
    match spot {
        Spot::Item(ix) => {
            let item = opened.plan.item(ix);
            let kinds = KINDS.into_iter().zip(words.kinds);
            let kinds =
                kinds.map(|((kind, key), name)| (name, key, Fix::Kind(kind), item.kind == kind));
            let done = (words.done, DONE_KEY, Fix::Done(!item.done), item.done);
            kinds.chain([done]).collect()
        }
        Spot::Section(ix) => {
            let role = opened.plan.section(ix).role;
            let roles = ROLES.into_iter().zip(words.roles);
            roles
                .map(|((it, key), name)| (name, key, Fix::Role(toggled(it, role)), it == role))
                .collect()
        }
    }
}

/// «This is a stage» said of a stage means that it is none.
fn toggled(asked: Role, now: Role) -> Role {
    if asked == Role::Stage && now == Role::Stage { Role::Reference } else { asked }
}

/// Does what a key asks for; false where it asks for nothing.
fn pressed(key: &str, opened: &Opened, chosen: RwSignal<Option<Spot>>, acts: Acts) -> bool {
    let step = match key {
        "ArrowDown" | "j" | "о" => Some(1),
        "ArrowUp" | "k" | "л" => Some(-1),
        _ => None,
    };
    if let Some(step) = step {
        if let Some(next) = neighbour(opened, chosen.get_untracked(), step) {
            chosen.set(Some(next));
        }
        return true;
    }
    let Some(spot) = chosen.get_untracked() else { return false };
    let key = latin(key);
    if key == UNFIX_KEY && opened.is_fixed(spot) {
        acts.unfix.run(spot);
        return true;
    }
    let words = understood(Lang::En);
    let asked = choices(opened, spot, words).into_iter().find(|(_, its, ..)| *its == key);
    asked.map(|(_, _, fix, _)| acts.fix.run((spot, fix))).is_some()
}

/// The section or item before or behind the chosen one, by line.
fn neighbour(opened: &Opened, chosen: Option<Spot>, step: isize) -> Option<Spot> {
    let all = Spot::all(&opened.plan);
    let at = match chosen {
        Some(spot) => all.iter().position(|(_, it)| *it == spot)?.checked_add_signed(step)?,
        None => 0,
    };
    all.get(at).map(|(_, spot)| *spot)
}

/// The letter of a key on a Latin keyboard, whatever layout is on.
fn latin(key: &str) -> &str {
    const PAIRS: [(&str, &str); 12] = [
        ("ы", "s"),
        ("п", "g"),
        ("ф", "a"),
        ("к", "r"),
        ("у", "e"),
        ("т", "n"),
        ("в", "d"),
        ("г", "u"),
        ("е", "t"),
        ("з", "p"),
        ("и", "b"),
        ("ш", "i"),
    ];
    PAIRS.iter().find(|(russian, _)| *russian == key).map_or(key, |(_, latin)| latin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Kind;
    use crate::run::journal::Digest;
    use crate::view::testing::{html, words};

    const PLAN: &str = "# A\n\n## Stage 1\n\n- [ ] Look\n- [x] Ship\n";

    fn opened() -> Opened {
        let source = crate::text::open(PLAN.as_bytes(), &|_, _| String::new()).expect("text");
        Opened::new("a.md".into(), Digest::default(), source)
    }

    fn acts(fixed: StoredValue<Vec<Fix>>) -> Acts {
        let nothing = Callback::new(|()| ());
        let copying = Copying { last: Signal::stored(None), copy: Callback::new(|_| ()) };
        Acts {
            another: nothing,
            onward: nothing,
            as_it_was: Callback::new(|_| ()),
            copying,
            fix: Callback::new(move |(_, fix)| fixed.update_value(|it| it.push(fix))),
            unfix: Callback::new(|_| ()),
            forget_strays: nothing,
            pointed: Callback::new(|_| ()),
            hint: None,
        }
    }

    fn screen(opened: Opened, chosen: Option<Spot>) -> String {
        let html = html(|| {
            let panes = Panes {
                source: NodeRef::new(),
                model: NodeRef::new(),
                window: Signal::stored((1, 20)),
                chosen: RwSignal::new(chosen),
                shown: RwSignal::new(Shown::Model),
            };
            let strayed = Signal::stored(vec!["Old words".to_owned()]);
            let acts = acts(StoredValue::new(Vec::new()));
            view! { <UnderstoodScreen opened=Signal::stored(opened) panes strayed lang=Lang::En acts/> }
        });
        words(&html)
    }

    #[test]
    fn source_and_model_stand_side_by_side_and_the_chosen_line_can_be_put_right() {
        let it = opened();
        let look = Spot::of(&it.plan, Place::at(5, 1)).expect("a step");
        let said = screen(it.clone(), None);
        assert!(said.contains("5 - [ ] Look") && said.contains("step: Look"), "{said}");
        assert!(said.contains("Choose a line to see"), "{said}");
        let said = screen(it.fixed(look, Fix::Kind(Kind::Go)), Some(look)).replace('\u{a0}', " ");
        assert!(said.contains("go criterion: Look put right line 5"), "{said}");
        assert!(said.contains("s step g go a abort r rollback step"), "{said}");
        assert!(said.ends_with("u As it was read Choose a line to see what we took it for, and to put it right. The arrow keys or j and k move to another line."), "{said}");
    }

    #[test]
    fn corrections_without_a_place_are_shown_in_their_old_words() {
        let mut other = opened();
        let gone = crate::plan::Correction { id: crate::plan::Id::ROOT, fix: Fix::Done(true) };
        other = other.corrected(&[gone]);
        let said = screen(other, None).replace('\u{a0}', " ");
        assert!(said.contains("1 correction has no place in this revision of the plan."), "{said}");
        assert!(said.contains("«Old words»: done"), "{said}");
    }

    #[track_caller]
    fn check(line: u32, key: &str, expected: &[Fix]) {
        let owner = Owner::new();
        owner.with(|| {
            let fixed = StoredValue::new(Vec::new());
            let it = opened();
            let chosen = RwSignal::new(Spot::of(&it.plan, Place::at(line, 1)));
            pressed(key, &it, chosen, acts(fixed));
            assert_eq!(fixed.get_value(), expected, "{key} on line {line}");
        });
    }

    #[test]
    fn one_key_puts_a_reading_right_in_either_layout() {
        check(5, "g", &[Fix::Kind(Kind::Go)]);
        check(5, "п", &[Fix::Kind(Kind::Go)]);
        check(5, "d", &[Fix::Done(true)]);
        check(6, "d", &[Fix::Done(false)]);
        check(3, "t", &[Fix::Role(Role::Reference)]);
        check(3, "b", &[Fix::Role(Role::Rollback)]);
        check(3, "g", &[]);
        check(5, "q", &[]);
    }

    #[test]
    fn arrows_walk_from_line_to_line() {
        let it = opened();
        let all = Spot::all(&it.plan);
        let first = neighbour(&it, None, 1);
        assert_eq!(first, all.first().map(|(_, spot)| *spot));
        assert_eq!(neighbour(&it, first, 1), all.get(1).map(|(_, spot)| *spot));
        assert_eq!(neighbour(&it, first, -1), None);
    }
}
