//! Which addresses of the plan the page may ask: none without a tick of a person. What is ticked
//! here is the same consent that stands beside the run.

use super::Filled;
use crate::run::Run;
use crate::run::watch::target::targets;
use crate::run::watch::{Bar, Signal as Read, Target};
use crate::words::Lang;
use crate::words::health::health;
use crate::words::start::Start;
use leptos::prelude::*;

/// The addresses, each with its switch.
#[component]
pub(super) fn Asked(
    words: &'static Start,
    filled: RwSignal<Filled>,
    run: StoredValue<Run>,
    lang: Lang,
) -> impl IntoView {
    let base = Memo::new(move |_| filled.with(|it| it.base.trim().to_owned()));
    let all = Memo::new(move |_| {
        run.with_value(|run| {
            let base = base.get();
            let base = Some(base.as_str()).filter(|base| !base.is_empty());
            targets(&run.plan, &Read::of_plan(&run.plan), base)
        })
    });
    let open = Memo::new(move |_| {
        let all = all.get();
        let open = all.into_iter().filter(|it| it.bar.is_none());
        open.map(|it| it.url).collect::<Vec<_>>()
    });
    let whole =
        move || filled.with(|it| open.with(|open| open.iter().all(|url| it.allowed.contains(url))));
    let allow_all = move |_| filled.update(|it| it.allowed.extend(open.get_untracked()));
    let row = move |it: Target| view! { <Address words filled lang it/> };
    let any = all.with_untracked(|all| !all.is_empty());
    any.then(|| view! {
        <fieldset class="asked">
            <legend class="label">{words.signals}</legend>
            <p class="small soft">{words.signals_hint}</p>
            <ul>{move || all.get().into_iter().map(row).collect::<Vec<_>>()}</ul>
            <button type="button" id="allow-all" hidden=whole on:click=allow_all>{health(lang).allow}</button>
            <p class="small soft">{health(lang).what}</p>
        </fieldset>
    })
}

#[component]
fn Address(
    words: &'static Start,
    filled: RwSignal<Filled>,
    lang: Lang,
    it: Target,
) -> impl IntoView {
    let Target { url, line, bar, .. } = it;
    let name = url.to_string();
    let whole = view! {
        <span class="address">
            <code dir="auto">{name}</code>
            <span class="small soft">
                {health(lang).line}" "{line}
                {bar.map(|bar| format!(" · {}", match bar {
                    Bar::Unsafe => words.by_hand,
                    Bar::NoBase => words.no_base,
                }))}
            </span>
        </span>
    };
    if bar.is_some() {
        return view! { <li class="barred"><span aria-hidden="true">"–"</span>{whole}</li> }
            .into_any();
    }
    let own = url.clone();
    let on = Memo::new(move |_| filled.with(|it| it.allowed.contains(&own)));
    let turn = move |_| {
        filled.update(|it| {
            if !it.allowed.remove(&url) {
                it.allowed.insert(url.clone());
            }
        });
    };
    view! {
        <li>
            <label class="check">
                <input type="checkbox" checked=move || on.get() prop:checked=move || on.get() on:change=turn/>
                {whole}
            </label>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::journal::Journal;
    use crate::view::start::tests::filled;
    use crate::view::testing::{html, words as said};
    use crate::words::start::start;

    const PLAN: &str = "# Night\n\n## Stage 1\n- [ ] `curl https://shop.example/health`\n\
        - [ ] `GET /ready` answers 200\n- [ ] `curl -X POST https://shop.example/reload`\n";

    fn shown(plan: &str, change: impl FnOnce(&mut Filled)) -> String {
        let mut filled = filled();
        change(&mut filled);
        let (plan, _) = crate::plan::read(plan);
        html(|| {
            let run = StoredValue::new(Run::new(plan, Journal::default()));
            view! { <Asked words=start(Lang::En) filled=RwSignal::new(filled) run lang=Lang::En/> }
        })
    }

    #[test]
    fn nothing_is_asked_until_a_person_ticks_it() {
        let html = shown(PLAN, |_| ());
        assert!(html.contains(r#"type="checkbox""#), "{html}");
        assert!(!html.contains("checked"), "{html}");
        let html = shown(PLAN, |it| {
            it.allowed.insert("https://shop.example/health".into());
        });
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
    }

    #[test]
    fn what_may_never_be_asked_has_no_switch_and_says_why() {
        let html = shown(PLAN, |_| ());
        let text = said(&html);
        assert!(text.contains("put in the address above that this path stands on"), "{text}");
        let with_base = shown(PLAN, |it| it.base = "https://shop.example".into());
        assert!(said(&with_base).contains("https://shop.example/ready"), "{with_base}");
        assert!(!said(&with_base).contains("put in the address above"), "{with_base}");
        assert_eq!(shown("# Night\n\n## Stage 1\n- [ ] wait\n", |_| ()), "");
    }
}
