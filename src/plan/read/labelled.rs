//! Entries that their label places: criteria, ways back, fields.

use super::conditions::opens_if;
use super::label::Label;
use super::list::does;
use super::make::{Reader, Spot, Under, Words};
use super::outline::Shape;
use super::topic::{Topic, tier_of};
use super::verbs::{acts, orders};
use super::vocabulary::{Senses as S, Title};
use crate::plan::{FieldKind, ItemIx, Kind, Rule};

/// An entry that its label placed, and the item it made, if any.
pub(super) struct Placed(pub Option<ItemIx>);

impl Reader<'_> {
    /// «Rollback: …», «Критерии перехода:» and its list, «Owner: …» under a task.
    pub fn labelled_entry(
        &mut self,
        block: usize,
        words: Words<'_>,
        under: Under,
        spot: Spot,
        of: Option<Kind>,
    ) -> Option<Placed> {
        let label = self.outline.label(block)?;
        let title = Title::of(label.name);
        let topic = Topic::of(&title);
        let childless = self.outline.blocks[block].end == block + 1;
        if label.is_whole() && childless && (topic.gathers() || Topic::field_of(&title).is_some()) {
            // «Confirm owner access:» is an order, «**If P0 fails → NO-GO**» says all it has to.
            let asks = label.colon && !(title.words > 2 && orders(label.name));
            return if asks { Some(Placed(self.unfilled(words))) } else { None };
        }
        if tells_of_all(label, &title, under, of) && label.is_whole() != childless {
            let item = self.item(words, Kind::Note, Rule::Listed, spot);
            self.below(block, item, Kind::Note, under, spot.under(item));
            return Some(Placed(Some(item)));
        }
        if childless && topic.gathers() && !under.labelled && aside(label, &title, under.topic) {
            return None;
        }
        let steps = topic == Topic::Steps && !childless && label.is_whole();
        let told = topic.gathers() || (steps && !acts(label.name));
        let number =
            matches!(self.outline.blocks[block].shape, Shape::Item { number: Some(_), .. });
        let provided = opens_if(label.name) && topic == Topic::Abort && !label.is_whole();
        if number && provided && under.topic == Topic::Back {
            // «4. If rollback fails: call …» is a step like those around it.
            return None;
        }
        let repeats = topic == Topic::Back && under.topic == Topic::Back && childless;
        if told && !repeats && (label.bold || !childless || topic != Topic::Back) {
            return Some(Placed(self.gather(block, words, label, topic, &title, under, spot)));
        }
        if let (
            Some(Kind::Step | Kind::Rollback | Kind::Go | Kind::Abort),
            Some(parent),
            Some(field),
        ) = (of, spot.parent, Topic::field_of(&title))
            && !does(label.name)
        {
            self.labelled(parent, words, label, field);
            let kind = self.at(parent).kind;
            self.below(
                block,
                parent,
                if kind == Kind::Step { Kind::Note } else { kind },
                under,
                spot,
            );
            return Some(Placed(None));
        }
        None
    }

    /// A label of criteria or of a way back: its value split, its list below placed.
    #[expect(clippy::too_many_arguments, reason = "one entry with all that is known of it")]
    fn gather(
        &mut self,
        block: usize,
        words: Words<'_>,
        label: Label<'_>,
        topic: Topic,
        title: &Title,
        under: Under,
        spot: Spot,
    ) -> Option<ItemIx> {
        let inner = Under {
            topic: topic.within(under.topic, title),
            tier: tier_of(title).or(under.tier),
            labelled: true,
        };
        let mut last = None;
        if label.is_whole() {
            last = Some(self.item(words, Kind::Note, Rule::Group, spot));
        } else {
            last = self.inline(words, label, inner, spot).or(last);
        }
        let kind = inner.topic.kind().unwrap_or(Kind::Note);
        if let Some(last) = last {
            self.children(block, last, kind, inner, spot, true);
        }
        last
    }
}

/// «Ответственный: …», «Доказательства:» over some of them: what is told of all that stands beside it.
fn tells_of_all(label: Label<'_>, title: &Title, under: Under, of: Option<Kind>) -> bool {
    let field = || (title.words <= 2).then(|| Topic::field_of(title)).flatten();
    matches!(of, None | Some(Kind::Go | Kind::Abort))
        && label.colon
        && under.topic != Topic::People
        && matches!(field(), Some(FieldKind::Owner | FieldKind::Status | FieldKind::Evidence))
}

/// A fact in the shape of criteria: «Rollback plan: `<link>`», «Триггер показа: …».
fn aside(label: Label<'_>, title: &Title, above: Topic) -> bool {
    let value = label.value.trim_matches(['`', ' ']);
    let slot = value.starts_with('<') && value.ends_with('>')
        || value.starts_with('[') && value.ends_with(']');
    let occasion = title.any(S::WHEN) && !title.any(S::PASS.with(S::BACK).with(S::STOP));
    let known = matches!(above, Topic::Inform | Topic::Unknown)
        || matches!(above, Topic::Do | Topic::Steps) && title.words > 1;
    slot || known && occasion && !title.any(S::LIMIT)
}
