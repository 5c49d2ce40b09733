//! Who is here: whoever holds this device, chosen from the plan's people by one press or typed, and
//! the others by the plan's roles.

use super::{Choice, Filled};
use crate::run::Run;
use crate::run::event::Seat;
use crate::words::start::Start;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// More names than this are quicker typed than found.
const OFFERED: usize = 12;

/// The people of the plan: those of its tables with their roles, then those named beside a step.
fn people(run: &Run) -> Vec<Seat> {
    let of_tables = run.plan.people.iter().filter_map(|person| {
        let name = person.name.clone().filter(|name| !name.trim().is_empty())?;
        Some(Seat { name, role: person.role.clone() })
    });
    let of_steps = run.plan.items.iter().flat_map(|item| &item.people);
    let of_steps =
        of_steps.map(|name| Seat { name: name.trim_start_matches('@').into(), role: "".into() });
    let mut known = BTreeSet::new();
    let named = of_tables.chain(of_steps).filter(|it| it.name.chars().any(char::is_alphabetic));
    named.filter(|it| known.insert(it.name.clone())).take(OFFERED).collect()
}

/// One press says who holds this device.
#[component]
fn Which(words: &'static Start, filled: RwSignal<Filled>, run: StoredValue<Run>) -> impl IntoView {
    let people = run.with_value(people);
    let any = !people.is_empty();
    let one = move |seat: Seat| {
        let (own, name, role) = (seat.clone(), seat.name.to_string(), seat.role.to_string());
        let chosen = Memo::new(move |_| filled.with(|it| it.you.name == own.name));
        let choose = move |_| {
            filled.update(|it| {
                if seat.role.is_empty() {
                    it.you.name = seat.name.clone();
                } else {
                    it.you = seat.clone();
                }
            });
        };
        let role =
            (!role.is_empty()).then(|| view! { <span class="small soft" dir="auto">{role}</span> });
        view! {
            <button type="button" aria-pressed=move || chosen.get().to_string() on:click=choose>
                <span dir="auto">{name}</span>{role}
            </button>
        }
    };
    any.then(|| {
        view! {
            <div class="which" role="group" aria-label=words.which>
                <p class="small soft">{words.which}</p>
                <p class="row">{people.into_iter().map(one).collect::<Vec<_>>()}</p>
            </div>
        }
    })
}

/// You, and who else is here.
#[component]
pub(super) fn CrewFields(
    words: &'static Start,
    filled: RwSignal<Filled>,
    run: StoredValue<Run>,
) -> impl IntoView {
    let first = filled.get_untracked();
    let you = move |part: fn(&Seat) -> String| move || filled.with(|it| part(&it.you));
    let (name, role) = (you(|it| it.name.to_string()), you(|it| it.role.to_string()));
    let roles =
        first.crew.iter().map(|seat| view! { <option value=seat.role.to_string()></option> });
    let roles: Vec<_> = roles.collect();
    let rows = first.crew.into_iter().enumerate().map(|(n, seat)| {
        let told = move |it: leptos::ev::Event| {
            filled.update(|of| of.crew[n].name = event_target_value(&it).into());
        };
        view! {
            <label class="field">
                <span dir="auto">{seat.role.into_string()}</span>
                <input type="text" autocomplete="off" value=seat.name.into_string() on:input=told/>
            </label>
        }
    });
    let rows: Vec<_> = rows.collect();
    let crew = (!rows.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend class="label">{words.crew}</legend>
                <p class="small soft">{words.crew_hint}</p>
                <div class="pair">{rows}</div>
            </fieldset>
        }
    });
    view! {
        <fieldset>
            <legend class="label">{words.you}</legend>
            <Which words filled run/>
            <div class="pair">
                <label class="field">
                    <span>{words.name}</span>
                    <input
                        type="text" id="your-name" autocomplete="name" required
                        value=untrack(name) prop:value=name
                        on:input=move |it| filled.update(|of| of.you.name = event_target_value(&it).into())
                    />
                </label>
                <label class="field">
                    <span>{words.role}</span>
                    <input
                        type="text" id="your-role" autocomplete="off"
                        value=untrack(role) prop:value=role list="roles"
                        on:input=move |it| filled.update(|of| of.you.role = event_target_value(&it).into())
                    />
                </label>
            </div>
            <datalist id="roles">{roles}</datalist>
        </fieldset>
        {crew}
        <Gates words filled/>
    }
}

/// How many people a gate asks for.
#[component]
fn Gates(words: &'static Start, filled: RwSignal<Filled>) -> impl IntoView {
    let people = move |count: u8, name: &'static str| {
        let chosen = Signal::derive(move || filled.with(|it| it.gate_people == count));
        let pick = Callback::new(move |()| filled.update(|it| it.gate_people = count));
        view! { <Choice group="people" chosen pick>{name}</Choice> }
    };
    view! {
        <fieldset class="modes">
            <legend class="label">{words.gates}</legend>
            {people(1, words.one)}
            {people(2, words.two)}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::journal::Journal;
    use crate::view::start::tests::filled;
    use crate::view::testing::{html, words as said};
    use crate::words::Lang;
    use crate::words::start::start;

    const PLAN: &str = "# Night\n\n## People\n\n| Role | Name |\n|---|---|\n| Lead | Ann Grey |\n\
        | Data | Bo Lind |\n\n## Stage 1\n- [ ] copy @Ann\n";

    fn shown(change: impl FnOnce(&mut Filled)) -> String {
        let mut filled = filled();
        change(&mut filled);
        let (plan, _) = crate::plan::read(PLAN);
        html(|| {
            let run = StoredValue::new(Run::new(plan, Journal::default()));
            view! { <CrewFields words=start(Lang::En) filled=RwSignal::new(filled) run/> }
        })
    }

    #[test]
    fn the_people_of_the_plan_are_offered_with_their_roles() {
        let text = said(&shown(|_| ()));
        assert!(text.contains("Which of these are you? Ann Grey Lead Bo Lind Data"), "{text}");
        let html = shown(|it| it.you.name = "Bo Lind".into());
        assert_eq!(html.matches(r#"aria-pressed="true""#).count(), 1, "{html}");
        assert!(html.contains(r#"value="Bo Lind""#), "{html}");
    }

    #[test]
    fn the_roles_wait_for_their_names() {
        let html = shown(|it| it.crew = vec![Seat { name: "Cy".into(), role: "Support".into() }]);
        assert!(said(&html).contains("Support"), "{html}");
        assert!(html.contains(r#"value="Cy""#), "{html}");
    }
}
