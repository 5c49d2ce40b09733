//! A choice among a few, all of them in sight: the language, the theme.

use crate::view::icon::Shape;
use leptos::either::Either;
use leptos::prelude::*;

/// One of the things to choose from.
#[derive(Debug, Clone, Copy)]
pub struct Choice<T> {
    /// What is chosen.
    pub value: T,
    /// What it is called in full.
    pub name: &'static str,
    /// What it looks like.
    pub face: Face,
}

/// What a choice looks like.
#[derive(Debug, Clone, Copy)]
pub enum Face {
    /// Letters.
    Letters(&'static str),
    /// A drawing, by its path.
    Drawing(&'static str),
}

/// A row of buttons of which one is pressed.
#[component]
pub fn Switch<T>(
    /// What is being chosen.
    name: &'static str,
    /// In the order shown.
    choices: Vec<Choice<T>>,
    /// The one in force.
    #[prop(into)]
    chosen: Signal<T>,
    /// Takes another one.
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let button = move |Choice { value, name, face }: Choice<T>| {
        // Letters that are seen are spoken too: who says what they see must be understood.
        let face = match face {
            Face::Letters(letters) => {
                Either::Left(view! { {letters}<span class="sr">" "{name}</span> })
            }
            Face::Drawing(path) => {
                Either::Right(view! { <Shape path/><span class="sr">{name}</span> })
            }
        };
        let pressed = move || (chosen.get() == value).to_string();
        view! {
            <button
                type="button" title=name aria-pressed=pressed
                on:click=move |_| on_choose.run(value)
            >{face}</button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label=name>
            {choices.into_iter().map(button).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn only_the_chosen_one_is_pressed() {
        let choice = |value, name, letters| Choice { value, name, face: Face::Letters(letters) };
        let choices = vec![choice(1, "One", "I"), choice(2, "Two", "II")];
        let html = html(|| {
            let on_choose = Callback::new(|_| ());
            view! { <Switch name="Number" choices chosen=Signal::stored(2) on_choose/> }
        });
        assert_eq!(html.matches(r#"aria-pressed="true""#).count(), 1, "{html}");
        let (_, two) = html.split_once(r#"title="Two""#).expect("a second button");
        assert!(two.contains(r#"aria-pressed="true""#), "{html}");
        assert_eq!(words(&html), "I One II Two", "what is seen begins what is said");
    }
}
