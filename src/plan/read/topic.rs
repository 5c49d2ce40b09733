//! What a title or a label announces, and what that means for the lists below it.

#![expect(clippy::match_same_arms, reason = "one arm a case of the grammar, in its order")]

use super::vocabulary::{Senses as S, Title};
use crate::plan::{FieldKind, Id, Kind, Tier};

/// What stands under a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Nothing that a title gives away.
    Unknown,
    /// Things to do.
    Do,
    /// The steps of what the title above names.
    Steps,
    /// Checks of what the title above names.
    Verify,
    /// What somebody is asked to see to: «Убедиться, что:».
    Confirm,
    /// What must hold before going on.
    Go,
    /// A decision on going on.
    Gate,
    /// What would send us back.
    Abort,
    /// How to go back.
    Back,
    /// What to attach to the release note.
    Artefact,
    /// Who is who.
    People,
    /// Goals, risks, links: to know, not to do.
    Inform,
    /// One of several.
    Choice,
}

impl Topic {
    /// What a title announces.
    pub fn of(title: &Title) -> Self {
        if title.turns_back {
            return Self::Back;
        }
        if title.senses == S::NONE {
            return Self::Unknown;
        }
        let criteria = title.any(S::CRITERIA);
        let when = title.any(S::WHEN.with(S::CRITERIA).with(S::LIMIT));
        let gate = title.any(S::GATE);
        if title.first.any(S::ALERT) && !title.first.any(S::DO) {
            return Self::Inform;
        }
        if title.any(S::STOP) && (title.first.any(S::STOP) || when || gate) {
            return Self::Abort;
        }
        if title.any(S::HALT) && title.any(S::CRITERIA.with(S::WHEN)) {
            return Self::Abort;
        }
        let back = title.any(S::BACK)
            || (title.any(S::RESTORE)
                && (title.words == 1 || title.any(S::PLAN.with(S::STEPS)))
                && !title.any(S::VERIFY));
        if back {
            return Self::of_back(title, when || gate);
        }
        if title.any(S::DEFINITION) && title.any(S::DONE) {
            return Self::Go;
        }
        if criteria || (title.any(S::PASS) && title.any(S::WHEN.with(S::METRIC).with(S::LIMIT))) {
            let about_time = title.any(S::ROLE.with(S::ESCALATION));
            return if about_time { Self::Inform } else { Self::Go };
        }
        if title.words == 1 && title.any(S::GO) || title.senses.all(S::GO.with(S::WHEN)) {
            return Self::Go;
        }
        // In English the head stands last: a release gate is a gate, a decision log is a log.
        let headed = title.latin && title.last.any(S::GATE);
        if gate
            && !title.first.any(S::INFORM.with(S::EVIDENCE))
            && (title.any(S::GO) || !title.last.any(S::INFORM))
            && (headed || title.first.any(S::GATE.with(S::GO)) || !title.any(S::DO.with(S::STEPS)))
        {
            return Self::Gate;
        }
        Self::of_rest(title)
    }

    /// Going back is spoken of: the criteria for it, the steps of it, or a drill of it.
    fn of_back(title: &Title, when: bool) -> Self {
        let first = title.first;
        if when {
            return Self::Abort;
        }
        if first.any(S::ROLE.with(S::CONTACT).with(S::COMMS).with(S::ESCALATION).with(S::CHANNEL)) {
            return Self::People;
        }
        // How long it takes is to know.
        let planned = title.latin && title.words == 2 && title.last.any(S::BACK);
        if first.any(S::TIME) && !planned
            || title.latin && title.words <= 3 && title.last.any(S::TIME)
        {
            return Self::Inform;
        }
        // «Готовность к откату», "Rollback readiness": that it would work is seen to beforehand.
        let ready = first.any(S::PASS) || title.latin && title.any(S::PASS);
        let drill = title.any(S::REHEARSE) || first.any(S::PREPARE.with(S::VERIFY)) || ready;
        let doing = first.any(S::DO) && !first.any(S::AFTER);
        if drill || doing { Self::Do } else { Self::Back }
    }

    fn of_rest(title: &Title) -> Self {
        let first = title.first;
        // "Artifact verification" is a check, as its last word says.
        let checked = title.latin && title.last.any(S::VERIFY);
        if (first.any(S::ARTEFACT) || (title.any(S::ARTEFACT) && !title.any(S::DO))) && !checked {
            return Self::Artefact;
        }
        let doing = S::DO.with(S::STEPS).with(S::CHECKLIST).with(S::STAGE).with(S::VERIFY);
        if first.any(S::CONTACT.with(S::ROLE).with(S::ESCALATION).with(S::CHANNEL).with(S::OWNER))
            || (first.any(S::TEAM) && title.words <= 3)
            || (title.any(S::CONTACT.with(S::ESCALATION)) && !title.any(S::DO.with(S::STAGE)))
        {
            return Self::People;
        }
        if first.any(S::CHOICE) || (title.any(S::CHOICE) && !title.any(doing)) {
            return Self::Choice;
        }
        if first.all(S::INFORM.with(S::PLAN)) && title.any(S::DO) {
            return Self::Unknown;
        }
        let headed =
            title.last.any(S::INFORM) && !title.any(S::STEPS.with(S::CHECKLIST).with(S::STAGE));
        let told = title.last.any(S::STATUS.with(S::EVIDENCE)) && !title.last.any(S::DONE);
        let english = (headed || told)
            && title.latin
            && title.words <= 4
            && first.any(S::DO)
            && !first.any(S::ORDER);
        let summed = title.latin && title.words <= 4 && title.last.any(S::INFORM);
        // «1 в работе, 2 завершено» only counts what stands below.
        let stands = first == S::STATUS && title.senses == S::STATUS && title.words <= 4;
        if summed && first.any(S::CHECKLIST) || first.all(S::DETAIL.with(S::EVIDENCE)) || stands {
            return Self::Inform;
        }
        if first.any(S::INFORM) || english || (title.any(S::INFORM) && !title.any(doing)) {
            return Self::Inform;
        }
        if title.any(S::STEPS.with(S::CHECKLIST)) {
            return Self::Steps;
        }
        if first.any(S::VERIFY) {
            return Self::Verify;
        }
        if title.any(S::DO.with(S::STAGE).with(S::VERIFY)) {
            return Self::Do;
        }
        Self::Unknown
    }

    /// What a label of one item says about it, if it is such a label.
    pub fn field_of(title: &Title) -> Option<FieldKind> {
        if title.words > 4 || title.stage_named {
            return None;
        }
        let s = title.first;
        if title.any(S::BACK.with(S::CRITERIA).with(S::STOP)) {
            None
        } else if s.any(S::OWNER.with(S::ROLE)) {
            Some(FieldKind::Owner)
        } else if s.any(S::TIME.with(S::WINDOW)) {
            Some(FieldKind::Time)
        } else if s.any(S::STATUS) && !s.any(S::DO) {
            Some(FieldKind::Status)
        } else if s.any(S::EVIDENCE) {
            Some(FieldKind::Evidence)
        } else if s.any(S::NOTE.with(S::DETAIL).with(S::TIER).with(S::NAME).with(S::INFORM)) {
            Some(FieldKind::Other)
        } else {
            None
        }
    }

    /// What a section is about, given what it stands in.
    pub fn within(self, parent: Self, title: &Title) -> Self {
        let named = title.stage_named;
        match (self, parent) {
            (Self::Abort, _) => Self::Abort,
            // Among things to do «Recovery procedures» are to be ready, not to be carried out.
            (Self::Back, Self::Do | Self::Steps | Self::Verify)
                if !title.any(S::BACK) && !title.turns_back =>
            {
                Self::Do
            }
            (Self::Inform, Self::Back | Self::Abort) if title.words == 1 => parent,
            // «Метрики бизнеса» among what stops a release, or lets it go on, are some of it.
            (Self::Inform, Self::Abort | Self::Go) if title.any(S::METRIC) => parent,
            (Self::People | Self::Inform | Self::Artefact | Self::Choice, _) => self,
            // «Немедленный откат» among what sends back is the gravest of it.
            (Self::Back, Self::Abort)
                if title.any(S::IMMEDIATE) && !title.any(S::STEPS.with(S::PLAN)) =>
            {
                parent
            }
            (Self::Back | Self::Steps, Self::Abort) | (Self::Back, _) => Self::Back,
            (Self::Unknown, Self::Back) if title.senses.any(S::WHEN) => Self::Abort,
            (Self::Go, Self::Back) if title.any(S::PASS) => Self::Back,
            (Self::Go, Self::Back) => Self::Abort,
            (_, Self::Abort) if named => Self::Back,
            (_, Self::Back | Self::Abort) => parent,
            (Self::Go | Self::Gate, _) => self,
            (_, Self::Artefact) => parent,
            (Self::Verify, _) => Self::Verify,
            (Self::Confirm, _) => Self::Confirm,
            // «Этап 1» under «Критерии готовности» has some of them.
            (Self::Do, Self::Go) if title.first.any(S::STAGE) => parent,
            (Self::Do | Self::Steps, _) => Self::Do,
            (Self::Unknown, Self::Inform | Self::People) if !named => parent,
            (Self::Unknown, Self::Do) => Self::Do,
            (Self::Unknown, Self::Verify) => Self::Verify,
            (Self::Unknown, Self::Go) => parent,
            (Self::Unknown, Self::Gate) if !named => parent,
            (Self::Unknown, _) => {
                if named {
                    Self::Do
                } else {
                    Self::Unknown
                }
            }
        }
    }

    /// The kind of what is listed here; none where the list itself must tell.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Unknown => None,
            Self::Do | Self::Steps | Self::Verify | Self::Confirm => Some(Kind::Step),
            Self::Go | Self::Gate => Some(Kind::Go),
            Self::Abort => Some(Kind::Abort),
            Self::Back => Some(Kind::Rollback),
            Self::Artefact => Some(Kind::Artefact),
            Self::People | Self::Inform | Self::Choice => Some(Kind::Note),
        }
    }

    /// True where the way is forward.
    pub fn goes_on(self) -> bool {
        matches!(
            self,
            Self::Do
                | Self::Unknown
                | Self::Steps
                | Self::Verify
                | Self::Confirm
                | Self::Go
                | Self::Gate
        )
    }

    /// True for labels that gather a list of their own wherever they stand.
    pub fn gathers(self) -> bool {
        matches!(self, Self::Go | Self::Abort | Self::Back | Self::Artefact)
    }
}

/// The words of a heading or a bold line behind a number of their own, and what they announce.
#[derive(Clone, Copy)]
pub(super) struct Headed<'t> {
    pub text: &'t str,
    pub title: Title,
    pub topic: Topic,
}

impl<'t> Headed<'t> {
    pub const NONE: Self = Self { text: "", title: Title::NONE, topic: Topic::Unknown };

    pub fn of(text: &'t str) -> Self {
        let title = Title::of(text);
        Self { text, title, topic: Topic::of(&title) }
    }

    /// Alike for words that say the same.
    pub fn number(&self) -> u64 {
        Id::ROOT.child(self.text).hash()
    }
}

/// How grave a label says its list is: by name, «немедленный», «по решению команды».
pub(super) fn tier_of(title: &Title) -> Option<Tier> {
    title.tier.or_else(|| {
        let senses = title.senses.with(title.aside);
        if senses.any(S::IMMEDIATE) {
            Some(Tier::P(0))
        } else if senses.all(S::TEAM.with(S::GATE)) {
            Some(Tier::P(1))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Topic;
    use crate::plan::read::vocabulary::Title;

    #[track_caller]
    fn check(title: &str, expected: Topic) {
        assert_eq!(Topic::of(&Title::of(title)), expected, "{title}: {:?}", Title::of(title));
    }

    #[test]
    fn criteria() {
        check("Критерии перехода", Topic::Go);
        check("Критерии завершения", Topic::Go);
        check("Definition of Done", Topic::Go);
        check("Exit criteria", Topic::Go);
        check("Success metrics", Topic::Go);
        check("Критерии для отката", Topic::Abort);
        check("Rollback triggers", Topic::Abort);
        check("Стоп-критерии", Topic::Abort);
        check("When to roll back", Topic::Abort);
        check("No-go", Topic::Abort);
        check("Go/No-Go decision", Topic::Gate);
        check("Go Live", Topic::Unknown);
        check("Release gates", Topic::Gate);
        check("Halt the rollout if", Topic::Abort);
        check("Automatic halt rules", Topic::Abort);
        check("StopExposure/AbortExposure", Topic::Unknown);
    }

    #[test]
    fn going_back() {
        check("4. План отката (Rollback Plan)", Topic::Back);
        check("Rollback", Topic::Back);
        check("Стратегия отката", Topic::Back);
        check("Мониторинг и откат", Topic::Do);
        check("Тест отката", Topic::Do);
        check("P0 Алерты (немедленный откат)", Topic::Inform);
        check("If something goes wrong", Topic::Back);
        check("Если всё пошло не так", Topic::Back);
        check("Rollback time", Topic::Inform);
        check("Recovery", Topic::Back);
        check("Rollback readiness", Topic::Do);
        check("Готовность к откату", Topic::Do);
        check("Правила отката", Topic::Abort);
        check("On abort:", Topic::Back);
        check("Lessons on rollback criteria", Topic::Abort);
        check("Planned rollback", Topic::Back);
        check("Trigger: Rollback if ANY of these occur", Topic::Abort);
        check("Контрольный список отката", Topic::Back);
    }

    #[test]
    fn the_rest() {
        check("Цели релиза", Topic::Inform);
        check("Контакты команды", Topic::People);
        check("Артефакты релиза", Topic::Artefact);
        check("Чек-лист релиза", Topic::Steps);
        check("3.4. План коммуникаций", Topic::Unknown);
        check("Этап 1: Подготовка", Topic::Do);
        check("Стратегия деплоя", Topic::Unknown);
        check("Этапы деплоя", Topic::Steps);
        check("Smoke-test", Topic::Verify);
        check("Artifact verification", Topic::Do);
        check("1 в работе, 2 впереди, 3 завершено", Topic::Unknown);
        check("Update version", Topic::Do);
        check("Deployment status", Topic::Inform);
        check("Expected outcomes", Topic::Inform);
        check("Полезные команды", Topic::Inform);
        check("Действия при проблеме после релиза", Topic::Inform);
        check("Не входит в релиз (отложено)", Topic::Inform);
    }
}
