//! The labels of a plan's outline and of what the desk says: one table a language.

use crate::plan::{Kind, Language, Role};

/// The headings and labels of an outline in one language.
#[derive(Debug, Clone, Copy)]
pub struct Outline {
    /// Over «label: value» lines.
    pub facts: &'static str,
    /// Before the maintenance window.
    pub window: &'static str,
    /// Over those whom the plan names.
    pub people: &'static str,
    /// Over the addresses to look at.
    pub probes: &'static str,
    /// Over the sections and their items.
    pub sections: &'static str,
    /// Over what is wrong.
    pub faults: &'static str,
    /// In place of faults, where there are none.
    pub no_faults: &'static str,
    /// Before the lines that no node holds.
    pub unplaced: &'static str,
    /// What is to be done about a fault.
    pub advice: &'static str,
    /// Beside an item that is done already.
    pub done: &'static str,
    /// Before the reason why an item stands where it stands.
    pub why: &'static str,
    /// A probe that sends a body, a credential or changes something.
    pub not_safe: &'static str,
    /// A probe without a host.
    pub needs_base: &'static str,
    /// Text that was decoded wrongly once, and as what.
    pub mended_from: &'static str,
    /// Several plans cannot all come from standard input.
    pub stdin_twice: &'static str,
    /// The prose is Russian, English, both.
    pub languages: [&'static str; 3],
    /// A phase, a stage, a rollback section, a reference section.
    pub roles: [&'static str; 4],
    /// A step, a go criterion, a rollback criterion, a rollback step, an artefact, a note.
    pub kinds: [&'static str; 6],
}

impl Outline {
    /// What a section is called by the part it plays.
    pub fn role(&self, role: Role) -> &'static str {
        let [phase, stage, rollback, reference] = self.roles;
        match role {
            Role::Phase => phase,
            Role::Stage => stage,
            Role::Rollback => rollback,
            Role::Reference => reference,
        }
    }

    /// What an item is called when there is one of it.
    pub fn kind(&self, kind: Kind) -> &'static str {
        let [step, go, abort, rollback, artefact, note] = self.kinds;
        match kind {
            Kind::Step => step,
            Kind::Go => go,
            Kind::Abort => abort,
            Kind::Rollback => rollback,
            Kind::Artefact => artefact,
            Kind::Note => note,
        }
    }

    /// What the prose is written in.
    pub fn language(&self, language: Language) -> &'static str {
        let [ru, en, mixed] = self.languages;
        match language {
            Language::Ru => ru,
            Language::En => en,
            Language::Mixed => mixed,
        }
    }
}
