//! What a row has more of on a page that was made beforehand: a box that can be ticked where no
//! script runs, and the addresses that its words led to in the plan.

use crate::plan::{Kind, Quote};
use crate::view::icon;
use crate::view::plain::{Each, Numbered, Words, own};
use crate::words::Lang;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Given as a context, the rows below stand on such a page.
#[derive(Debug, Clone, Default)]
pub struct Printed {
    /// By line.
    pub links: Arc<[Led]>,
}

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Led {
    /// The line of the plan they stand on.
    pub line: u32,
    /// The words.
    pub words: String,
    /// An address that a page may lead to.
    pub to: String,
}

impl Printed {
    /// What leads somewhere on these lines.
    pub fn on(&self, lines: &RangeInclusive<u32>) -> &[Led] {
        let first = self.links.partition_point(|led| led.line < *lines.start());
        let last = self.links.partition_point(|led| led.line <= *lines.end());
        &self.links[first..last.max(first)]
    }
}

/// The mark of an item, and on a printed page a box before what can be ticked, named by the item's
/// words.
pub(super) fn tick(
    kind: Kind,
    done: bool,
    lang: Lang,
    named_by: Option<Numbered>,
) -> impl IntoView {
    let mark = InertElement::new(icon::mark(kind, done, lang));
    let Some(name) = named_by.filter(|_| asks(kind)) else { return Either::Left(mark) };
    Either::Right(view! {
        <span {..own!(class = "tick")}>
            <input
                {..own!("type" = "checkbox")} {..own!(autocomplete = "off")} {..name}
                checked=done
            />
            {mark}
        </span>
    })
}

/// Whether a row of this kind can be ticked.
pub(super) fn asks(kind: Kind) -> bool {
    match kind {
        Kind::Step | Kind::Go | Kind::Abort | Kind::Rollback | Kind::Artefact => true,
        Kind::Note => false,
    }
}

/// The words of an item. On a printed page they have a name, and those that were links are links.
pub(super) fn words(text: &Quote, links: &[Led], name: Option<Numbered>) -> impl IntoView + use<> {
    let whole = Words::from(text);
    let Some(name) = name else {
        return EitherOf3::A(view! { <span {..own!(dir = "auto")}>{whole}</span> });
    };
    if links.is_empty() {
        return EitherOf3::B(view! { <span {..own!(dir = "auto")} {..name}>{whole}</span> });
    }
    let mut rest: &str = text;
    let mut parts: Vec<AnyView> = Vec::new();
    for led in links.iter().filter(|led| !led.words.is_empty()) {
        let Some((before, after)) = rest.split_once(&led.words) else { continue };
        parts.push(before.to_owned().into_any());
        rest = after;
        let Led { words, to, .. } = led.clone();
        parts.push(view! { <a href=to rel="noreferrer noopener">{words}</a> }.into_any());
    }
    parts.push(rest.to_owned().into_any());
    EitherOf3::C(view! { <span dir="auto" {..name}>{Each(parts)}</span> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::ItemIx;
    use crate::view::item::ItemRow;
    use crate::view::testing::{html, item};

    fn row(kind: Kind, text: &str, links: &[Led]) -> String {
        let item = item(kind, text, 7);
        html(|| {
            let printed = Printed { links: links.into() };
            view! { <ItemRow item=&item ix=ItemIx::new(0) lang=Lang::En printed=Some(&printed)/> }
        })
    }

    #[test]
    fn what_asks_for_something_can_be_ticked_without_a_script() {
        let html = row(Kind::Step, "Backup", &[]);
        assert!(html.contains(r#"<input type="checkbox""#), "{html}");
        assert!(
            html.contains(r#"aria-labelledby="i0t""#) && html.contains(r#"id="i0t""#),
            "{html}"
        );
        assert!(!row(Kind::Note, "Backup", &[]).contains("<input"));
    }

    #[test]
    fn words_that_led_somewhere_still_do() {
        let led = |line, words: &str, to: &str| Led { line, words: words.into(), to: to.into() };
        let links = [led(6, "See", "no.html"), led(7, "runbook", "runbook.html"), led(7, "b", "c")];
        let html = row(Kind::Step, "See runbook <b>", &links);
        let link = r#"See <a href="runbook.html" rel="noreferrer noopener">runbook</a>"#;
        assert!(html.contains(link), "{html}");
        assert!(html.contains("&lt;<a href=\"c\""), "{html}");
    }
}
