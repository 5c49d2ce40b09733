//! One line of a checklist: its mark, its words, where it stands in the source, what it says about
//! time and people, and its commands.

use crate::plan::{Command, Field, FieldKind, Item, ItemIx, Kind, Rule, Schedule};
use crate::view::plain::{
    self, Each, Fixed, Numbered, Own, Words, item_name, named_by_words, own, words_name,
};
use crate::view::printed::{self, Printed};
use crate::words::understood::understood;
use crate::words::{Lang, page, time};
use leptos::prelude::*;

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
    /// Its handle: links lead to its name.
    ix: ItemIx,
    /// The language of the interface.
    lang: Lang,
    /// Where commands can be copied.
    #[prop(optional_no_strip)]
    copying: Option<Copying>,
    /// The row stands on a page that was made beforehand.
    #[prop(optional_no_strip)]
    printed: Option<&'a Printed>,
) -> impl IntoView + use<> {
    let class = class(item);
    let tier = item
        .tier
        .map(|tier| chip(own!(class = "chip tier"), Some(&plain::TIER), tier.to_string(), lang));
    let chips = chips(
        times(item.schedule.as_deref(), lang),
        &item.people,
        item.rule == Rule::Corrected,
        lang,
    );
    let links = printed.map(|it| it.on(&(item.line..=item.line_end))).unwrap_or_default();
    let named_by = printed.map(|_| named_by_words(ix));
    view! {
        <li
            {..class} {..item_name(ix)} {..kind(item.kind)} {..depth(item.depth)}
        >
            {printed::tick(item.kind, item.done, lang, named_by)}
            <div {..own!(class = "body")}>
                <p {..own!(class = "text")}>
                    {Each(tier)}
                    {printed::words(&item.text, links, printed.map(|_| words_name(ix)))}
                    {Each(chips)}
                </p>
                {Each(below(item, lang, copying))}
            </div>
            {line_number(item.line, lang)}
        </li>
    }
}

/// The class of a row.
pub(super) fn class(item: &Item) -> Own {
    match item.done {
        true if item.kind == Kind::Abort => own!(class = "item hot"),
        true => own!(class = "item done"),
        false => own!(class = "item"),
    }
}

/// What stands under the words of an item, where anything does.
fn below(item: &Item, lang: Lang, copying: Option<Copying>) -> Option<impl IntoView + use<>> {
    if item.fields.is_empty() && item.commands.is_empty() {
        return None;
    }
    let command = |it: &Command| view! { <CommandBlock command=it.clone() lang copying/> };
    let commands: Vec<_> = item.commands.iter().map(command).collect();
    Some((Each(fields(&item.fields, !item.people.is_empty())), Each(commands)))
}

/// The kind of a row, for its style.
pub(super) fn kind(kind: Kind) -> Own {
    match kind {
        Kind::Step => own!("data-kind" = "step"),
        Kind::Go => own!("data-kind" = "go"),
        Kind::Abort => own!("data-kind" = "abort"),
        Kind::Rollback => own!("data-kind" = "rollback"),
        Kind::Artefact => own!("data-kind" = "artefact"),
        Kind::Note => own!("data-kind" = "note"),
    }
}

/// How deep a row is drawn: past the sixth step it would leave no room for words.
pub(super) fn depth(depth: u16) -> Numbered {
    Numbered::new(" data-depth=\"", u32::from(depth.min(6)), "\"")
}

/// What a title or an item says about time.
pub(super) fn times(schedule: Option<&Schedule>, lang: Lang) -> Vec<String> {
    schedule.map_or_else(Vec::new, |it| time::schedule(lang, it))
}

/// What a title or an item says about time and people, and that a person put it right, a chip each.
pub(super) fn chips(
    times: Vec<String>,
    people: &[Box<str>],
    fixed: bool,
    lang: Lang,
) -> Vec<impl IntoView + use<>> {
    let time = |it| chip(own!(class = "chip time num"), Some(&plain::TIME), it, lang);
    let mut chips: Vec<_> = times.into_iter().map(time).collect();
    let owners = people.iter().map(|it| str::to_owned(it));
    chips.extend(owners.map(|it| chip(own!(class = "chip owner"), Some(&plain::OWNER), it, lang)));
    if fixed {
        chips.push(chip(own!(class = "chip fixed"), None, understood(lang).fixed.to_owned(), lang));
    }
    chips
}

/// A few words in a frame. Eyes infer from the look what they are about; ears get the word.
fn chip(
    class: Own,
    word: Option<&'static Fixed>,
    said: String,
    lang: Lang,
) -> impl IntoView + use<> {
    view! { <span {..class}>{word.map(|it| it.told(lang))}{said}</span> }
}

/// A line of the source.
pub(super) fn line_number(line: u32, lang: Lang) -> impl IntoView {
    let title = Numbered::new(plain::LINE_TITLE.markup(lang), line, "\"");
    let data = Numbered::new(" data-line=\"", line, "\"");
    view! {
        <span {..own!(class = "ln num")} {..title} {..data}>
            {plain::LINE.told(lang)}
            {Words::Number(line)}
        </span>
    }
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
    let Command { text, line, .. } = command;
    let button = copying.map(|Copying { last, copy }| {
        let words = page::page(lang);
        let label = move || if last.get() == Some(line) { words.copied } else { words.copy };
        let wanted = text.to_string();
        view! {
            <button type="button" class="copy" on:click=move |_| copy.run((line, wanted.clone()))>
                {label}
            </button>
        }
    });
    let lang = command.lang.map(|it| view! { <span class="fence">{it.into_string()}</span> });
    view! {
        <div class="cmd">
            <pre tabindex="0"><code dir="ltr">{Words::Of(text)}</code></pre>
            {Each(lang)}
            {Each(button)}
        </div>
    }
}

/// The lines that tell more than the row does already.
pub(super) fn fields(fields: &[Field], owner_named: bool) -> Option<impl IntoView + use<>> {
    let row = |field: &Field| {
        let (label, value) = (Words::from(&field.label), Words::from(&field.value));
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let rows: Vec<_> = told_fields(fields, owner_named).map(row).collect();
    (!rows.is_empty()).then(|| view! { <dl class="fields">{Each(rows)}</dl> })
}

/// Which fields tell more: an owner who is named is not named twice, and neither a row's number nor
/// an empty box says anything.
pub(super) fn told_fields(fields: &[Field], owner_named: bool) -> impl Iterator<Item = &Field> {
    let letters = |words: &str| words.chars().any(char::is_alphabetic);
    fields.iter().filter(move |field| match field.kind {
        FieldKind::Owner => !owner_named,
        FieldKind::Status => letters(&field.value),
        FieldKind::Time => letters(&field.label) || letters(&field.value),
        FieldKind::Evidence => true,
        FieldKind::Other => letters(&field.label),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Limit, Span, Tier};
    use crate::view::opened::item_anchor;
    use crate::view::testing::{self, html, words};

    fn row(item: &Item, lang: Lang) -> String {
        html(|| view! { <ItemRow item ix=ItemIx::new(0) lang/> })
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
    fn a_row_bears_the_name_that_links_lead_to_and_the_word_of_its_kind() {
        let kinds = [Kind::Step, Kind::Go, Kind::Abort, Kind::Rollback, Kind::Artefact, Kind::Note];
        for kind in kinds {
            let html = row(&testing::item(kind, "Look", 1), Lang::En);
            let (id, word) = (item_anchor(0), kind.word());
            let head = format!(r#"<li class="item" id="{id}" data-kind="{word}" data-depth="0">"#);
            assert!(html.starts_with(&head), "{html}");
        }
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
                field(FieldKind::Time, "#", "7"),
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
