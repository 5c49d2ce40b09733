//! Who the plan names.

/// A role, the person in it, and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What they do in this release.
    pub role: Box<str>,
    /// Their name, when the plan gives one.
    pub name: Option<Box<str>>,
    /// Telephone, chat, mail, hours of escalation.
    pub channels: Vec<Box<str>>,
    /// The source line, from 1.
    pub line: u32,
}
