//! One line of a checklist: its mark, its words, where it stands in the source, what it says about
//! time and people, and its commands.

use crate::plan::{Command, Field, FieldKind, Item, Kind, Rule};
use crate::view::plain::{self, Fixed, classed, numbered};
use crate::view::printed::{self, Printed};
use crate::words::understood::understood;
use crate::words::{Lang, page, time};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::html::InertElement;

/// How a command gets to the clipboard, and which one is there now, by its line.
#[derive(Clone, Copy)]
pub struct Copying {
    /// The line of the command that was copied last.
    pub last: Signal<Option<u32>>,
    /// Copies the text of the command on this line.
    pub copy: Callback<(u32, String)>,
}

/// One item, without its nested ones: they are rows of their own, deeper.
#[component]
pub fn ItemRow<'a>(
    /// The item.
    item: &'a Item,
    /// The name that links lead to.
    anchor: String,
    /// The language of the interface.
    lang: Lang,
    /// Where commands can be copied.
    #[prop(optional_no_strip)]
    copying: Option<Copying>,
    /// The row stands on a page that was made beforehand.
    #[prop(optional_no_strip)]
    printed: Option<&'a Printed>,
) -> impl IntoView + use<> {
    let class = match item.done {
        true if item.kind == Kind::Abort => "item hot",
        true => "item done",
        false => "item",
    };
    let tier = item.tier.map(|tier| chip("chip tier", &plain::TIER, tier.to_string(), lang));
    let times = item.schedule.as_ref().map(|it| time_chips(time::schedule(lang, it), lang));
    let owner = |name: &str| chip("chip owner", &plain::OWNER, name.to_owned(), lang);
    let owners = some(&item.people);
    let owners = owners.map(|it| it.iter().map(|name| owner(name)).collect::<Vec<_>>());
    let fixed = (item.rule == Rule::Corrected)
        .then(|| view! { <span class="chip fixed">{understood(lang).fixed}</span> });
    let command = |it: &Command| view! { <CommandBlock command=it.clone() lang copying/> };
    let commands = some(&item.commands).map(|it| it.iter().map(command).collect::<Vec<_>>());
    let at = item.line..=item.line_end;
    let links = printed.map(|it| it.on(&at)).unwrap_or_default();
    let words_anchor = printed.map(|_| [anchor.as_str(), "t"].concat());
    let tick = printed::tick(item.kind, item.done, lang, words_anchor.as_deref());
    view! {
        <li {..classed(class)} id=anchor data-kind=item.kind.word() data-depth=depth(item.depth)>
            {tick}
            <div {..classed("body")}>
                <p {..classed("text")}>
                    {tier}
                    {printed::words(str::to_owned(&item.text), links, words_anchor)}
                    {times}
                    {owners}
                    {fixed}
                </p>
                {fields(&item.fields, !item.people.is_empty())}
                {commands}
            </div>
            {line_number(item.line, lang, printed.is_some())}
        </li>
    }
}

/// A list that holds something.
fn some<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

/// How deep a row is drawn: past the sixth step it would leave no room for words.
fn depth(depth: u16) -> &'static str {
    const DEPTHS: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];
    DEPTHS[usize::from(depth).min(6)]
}

/// What a title or an item says about time, a chip each.
pub(super) fn time_chips(said: Vec<String>, lang: Lang) -> Vec<impl IntoView> {
    said.into_iter().map(|said| chip("chip time num", &plain::TIME, said, lang)).collect()
}

/// A line of the source. On a printed page it is markup at once: a page has one in each row, and
/// there is nothing in it but our own word and a number.
pub(super) fn line_number(line: u32, lang: Lang, printed: bool) -> impl IntoView {
    const OPEN: &str = r#"<span class="ln num" title=""#;
    let (number, word) = (numbered("", line), page::page(lang).line);
    if !printed {
        let (title, shown) = ([word, "\u{a0}", &number].concat(), number.clone());
        return Either::Left(view! {
            <span {..classed("ln num")} title=title data-line=number>
                {plain::LINE.told(lang)}
                {shown}
            </span>
        });
    }
    let said = plain::LINE.markup(lang);
    let parts =
        [OPEN, word, "\u{a0}", &number, r#"" data-line=""#, &number, r#"">"#, said, &number];
    let mut markup = String::with_capacity(160);
    for part in parts {
        markup.push_str(part);
    }
    markup.push_str("</span>");
    Either::Right(InertElement::new(markup))
}

/// A few words in a frame. Eyes infer from the look what they are about; ears get the word.
fn chip(
    class: &'static str,
    word: &'static Fixed,
    said: String,
    lang: Lang,
) -> impl IntoView + use<> {
    view! { <span {..classed(class)}>{word.told(lang)}{said}</span> }
}

/// A command or a block of them, word for word, with a button where it can be copied.
#[component]
pub fn CommandBlock(
    /// The command; the block owns its words.
    command: Command,
    /// The language of the interface.
    lang: Lang,
    /// Where it can be copied.
    #[prop(optional_no_strip)]
    copying: Option<Copying>,
) -> impl IntoView {
    let text = command.text.into_string();
    let line = command.line;
    let button = copying.map(|Copying { last, copy }| {
        let words = page::page(lang);
        let label = move || if last.get() == Some(line) { words.copied } else { words.copy };
        let wanted = text.clone();
        view! {
            <button type="button" class="copy" on:click=move |_| copy.run((line, wanted.clone()))>
                {label}
            </button>
        }
    });
    let lang = command.lang.map(|it| view! { <span class="fence">{it.into_string()}</span> });
    view! {
        <div class="cmd">
            <pre tabindex="0"><code dir="ltr">{text}</code></pre>
            {lang}
            {button}
        </div>
    }
}

/// The lines that tell more than the row does already: an owner who is named is not named twice,
/// and neither a row's number nor an empty box says anything.
pub(super) fn fields(fields: &[Field], owner_named: bool) -> Option<impl IntoView + use<>> {
    let letters = |words: &str| words.chars().any(char::is_alphabetic);
    let tells = |field: &&Field| match field.kind {
        FieldKind::Owner => !owner_named,
        FieldKind::Status => letters(&field.value),
        FieldKind::Time | FieldKind::Evidence => true,
        FieldKind::Other => letters(&field.label),
    };
    let row = |field: &Field| {
        let (label, value) = (field.label.to_string(), field.value.to_string());
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let rows: Vec<_> = fields.iter().filter(tells).map(row).collect();
    (!rows.is_empty()).then(|| view! { <dl class="fields">{rows}</dl> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Limit, Schedule, Span, Tier};
    use crate::view::testing::{self, html, words};

    fn row(item: &Item, lang: Lang) -> String {
        html(|| view! { <ItemRow item anchor="i0".to_owned() lang/> })
    }

    #[test]
    fn a_row_says_what_it_is_and_where_it_stands() {
        let item = testing::item(Kind::Abort, "Error rate > 5%", 323);
        let item = Item { tier: Some(Tier::P(0)), ..item };
        let html = row(&item, Lang::Ru);
        let expected = "критерий отката: срочность: P0 Error rate &gt; 5% строка 323";
        assert_eq!(words(&html), expected);
        assert!(html.contains(r#"data-kind="abort""#), "{html}");
    }

    #[test]
    fn a_row_tells_times_owners_and_fields() {
        let limit = Limit { from: None, to: Some(Span::minutes(5)) };
        let schedule = Schedule { limit: Some(limit), ..Schedule::default() };
        let field = |kind, label: &str, value: &str| {
            let (label, value) = (label.into(), value.into());
            Field { kind, label, value, line: 8 }
        };
        let item = Item {
            schedule: Some(Box::new(schedule)),
            people: vec!["Kim".into()],
            fields: vec![
                field(FieldKind::Other, "№", "7"),
                field(FieldKind::Owner, "Owner", "Kim"),
                field(FieldKind::Status, "Status", "⬜"),
                field(FieldKind::Evidence, "Evidence", "screenshot"),
            ],
            ..testing::item(Kind::Step, "Switch DNS", 7)
        };
        let expected =
            "step: Switch DNS time: up to 5\u{a0}min owner: Kim Evidence screenshot line 7";
        let plain = |it: &str| it.replace('\u{a0}', " ");
        assert_eq!(plain(&words(&row(&item, Lang::En))), plain(expected));
    }

    #[test]
    fn a_ticked_trigger_is_news_and_no_progress() {
        let item = Item { done: true, ..testing::item(Kind::Abort, "Error rate > 5%", 9) };
        let html = row(&item, Lang::En);
        assert!(words(&html).starts_with("rollback criterion, has happened: Error"), "{html}");
        assert!(html.contains("item hot") && !html.contains("item done"), "{html}");
    }

    #[test]
    fn words_of_a_plan_never_become_markup() {
        let item = testing::item(Kind::Step, "<script>alert(1)</script>", 1);
        let command =
            Command { lang: None, text: "echo '</code><img src=x>'".into(), line: 2, line_end: 2 };
        let html = row(&Item { commands: vec![command], ..item }, Lang::En);
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn a_command_has_a_button_only_where_it_can_be_copied() {
        let command =
            || Command { lang: Some("bash".into()), text: "make".into(), line: 2, line_end: 2 };
        let paper = html(|| view! { <CommandBlock command=command() lang=Lang::En/> });
        assert_eq!(words(&paper), "make bash");
        let screen = html(|| {
            let last = RwSignal::new(Some(2));
            let copying = Some(Copying { last: last.into(), copy: Callback::new(|_| ()) });
            view! { <CommandBlock command=command() lang=Lang::En copying/> }
        });
        assert_eq!(words(&screen), "make bash Copied");
    }
}
