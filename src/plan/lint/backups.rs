//! A backup that is taken after the migration it should protect against.
//!
//! Steps count in the order of the document, unless their own offsets or the title of their
//! section say otherwise. Any word of a backup before the migration is enough to stay silent.

use super::ground::at_item;
use super::hearing::{Clause, Heard};
use super::lexicon::Sense;
use crate::plan::{Fault, FaultKind, Item, Kind, Plan, Role, Section, SectionIx};

/// The first migration, and the backups around it.
pub(super) struct Backups<'p> {
    sections: Vec<Setting>,
    /// Items that speak of a rehearsal; what is nested in them is one too.
    rehearsed: Vec<bool>,
    migration: Option<&'p Item>,
    before: bool,
    after: Option<&'p Item>,
}

/// What the titles around an item say of it.
#[derive(Clone, Copy, Default)]
struct Setting {
    rehearsal: bool,
    early: bool,
    /// Its own part; a rollback's parts are all of the rollback.
    role: Option<Role>,
}

impl<'p> Backups<'p> {
    pub(super) fn of(plan: &Plan) -> Self {
        let sections = vec![Setting::default(); plan.sections.len()];
        let rehearsed = vec![false; plan.items.len()];
        Self { sections, rehearsed, migration: None, before: false, after: None }
    }

    pub(super) fn title(&mut self, ix: SectionIx, section: &Section, heard: Heard<'_>) {
        let above = section.parent.map_or(Setting::default(), |up| self.sections[up.index()]);
        self.sections[ix.index()] = Setting {
            rehearsal: above.rehearsal || heard.has_any(&REHEARSED),
            early: above.early || heard.has_any(&[Sense::Before, Sense::Prepare]),
            role: above.role.filter(|role| *role == Role::Rollback).or(Some(section.role)),
        };
    }

    pub(super) fn text(&mut self, n: usize, item: &'p Item, heard: Heard<'_>) {
        let above = item.parent.is_some_and(|up| self.rehearsed[up.index()]);
        self.rehearsed[n] = above || heard.has_any(&REHEARSED);
        self.hear(n, item, heard, false);
    }

    pub(super) fn command(&mut self, n: usize, item: &'p Item, heard: Heard<'_>) {
        self.hear(n, item, heard, true);
    }

    fn hear(&mut self, n: usize, item: &'p Item, heard: Heard<'_>, command: bool) {
        let setting = self.sections[item.section.index()];
        if self.before
            || !heard.has_any(&NAMED)
            || setting.role == Some(Role::Rollback)
            || matches!(item.kind, Kind::Abort | Kind::Rollback)
        {
            return;
        }
        let above = item.parent.is_some_and(|up| self.rehearsed[up.index()]);
        let rehearsal = setting.rehearsal || above || (command && self.rehearsed[n]);
        for clause in heard.clauses() {
            let carried_out = matches!(setting.role, Some(Role::Stage | Role::Phase));
            let step = item.kind == Kind::Step && carried_out && !rehearsal;
            if step && self.migration.is_none() && migrates(clause) {
                self.migration = Some(item);
            }
            if backup_in(clause).is_some() {
                self.backup(item, setting, step && creates(clause, command));
            }
        }
    }

    /// A backup is spoken of, and perhaps taken.
    fn backup(&mut self, item: &'p Item, setting: Setting, created: bool) {
        let offset =
            |item: &Item| item.schedule.as_ref()?.offset.map(|offset| offset.from.total_s());
        let earlier = match self.migration {
            None => true,
            Some(migration) => match (offset(item), offset(migration)) {
                (Some(own), Some(migrated)) => own < migrated,
                _ => setting.early || item.done,
            },
        };
        if earlier {
            self.before = true;
        } else if created && self.after.is_none() {
            self.after = Some(item);
        }
    }

    pub(super) fn close(self, faults: &mut Vec<Fault>) {
        if let (Some(migration), Some(backup), false) = (self.migration, self.after, self.before) {
            let kind = FaultKind::BackupAfterMigration { migration_line: migration.line };
            faults.push(Fault::new(kind, at_item(backup)));
        }
    }
}

/// A word of this makes it a rehearsal.
pub(super) const REHEARSED: [Sense; 1] = [Sense::Rehearse];

/// Without a word of one of these, a text speaks neither of a migration nor of a backup.
pub(super) const NAMED: [Sense; 5] =
    [Sense::Migrate, Sense::Migrator, Sense::Backup, Sense::Reserve, Sense::BackWord];

/// «Применить миграции», "migrate the database", `alembic upgrade head`; not a look at them.
fn migrates(clause: Clause<'_>) -> bool {
    let unsaid = [Sense::Verify, Sense::Prepare, Sense::Rehearse, Sense::Back, Sense::Not];
    if clause.has_any(&unsaid) || clause.has(Sense::Previous) {
        return false;
    }
    let carried = clause.has_any(&[Sense::Apply, Sense::Data, Sense::Migrator]);
    match clause.find(Sense::Migrate) {
        Some(at) => {
            let moved = clause.has(Sense::Access) && !clause.has(Sense::Data);
            !moved && carried && (at < 2 || clause.has_any(&[Sense::Apply, Sense::Migrator]))
        }
        None => clause.at(0, Sense::Migrator) && clause.has(Sense::Apply),
    }
}

/// Where a backup is named: one word, «резервная копия», "back up".
fn backup_in(clause: Clause<'_>) -> Option<usize> {
    (0..clause.words.len()).find(|&n| {
        clause.at(n, Sense::Backup)
            || (clause.at(n, Sense::Reserve) && clause.at(n + 1, Sense::Copying))
            || (clause.at(n, Sense::BackWord) && clause.at(n + 1, Sense::Up))
    })
}

/// True where the backup is taken, not restored, checked or thrown away.
fn creates(clause: Clause<'_>, command: bool) -> bool {
    let Some(at) = backup_in(clause) else { return false };
    let unsaid = [
        Sense::Restore,
        Sense::Verify,
        Sense::Rehearse,
        Sense::Discard,
        Sense::After,
        Sense::Prepare,
        Sense::Not,
    ];
    let taken_from = at > 0 && clause.at(at - 1, Sense::From);
    let made = command || at < 2 || clause.has(Sense::Create);
    made && !taken_from && !clause.has_any(&unsaid)
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, migration: &[u32]) {
        let got = found(draft, |kind| match kind {
            FaultKind::BackupAfterMigration { migration_line } => Some(*migration_line),
            _ => None,
        });
        assert_eq!(got, migration, "{draft}");
    }

    #[test]
    fn the_backup_comes_too_late() {
        check("## stage Деплой\nstep Применить миграции\nstep Создать бэкап БД", &[2]);
        check("## stage Деплой\nstep Накатить миграции БД\nstep Снять дамп базы", &[2]);
        check("## stage A\nstep Миграция БД\n## stage B\nstep Резервное копирование", &[2]);
        check("## stage Deploy\nstep Run database migrations\nstep Take a backup", &[2]);
        check("## stage Deploy\nstep Migrate the database\nstep Back up the database", &[2]);
        check(
            "## stage Deploy\nstep Schema {cmd alembic upgrade head}\nstep Dump {cmd pg_dump prod}",
            &[2],
        );
        check("## stage Deploy\nstep Apply migrations, then take a backup", &[2]);
        check("## stage A\nstep `python manage.py migrate`\nstep `pg_dump prod > a.sql`", &[2]);
    }

    #[test]
    fn the_backup_comes_in_time() {
        check("## stage A\nstep Создать бэкап\nstep Применить миграции\nstep Создать бэкап", &[]);
        check(
            "## stage A\nstep Проверка актуальности бэкапов\nstep Применить миграции\nstep Сделать бэкап",
            &[],
        );
        check("## stage A\nstep Back up the database and run migrations\nstep Take a backup", &[]);
        check("## stage A\nstep Run migrations {T-10m}\nstep Take a backup {T-30m}", &[]);
        check(
            "## stage A\nstep Run migrations\n## stage Pre-release checklist\nstep Create backup",
            &[],
        );
        check("## stage A\nstep Применить миграции\n## stage Подготовка\nstep Создать бэкап", &[]);
        check("## stage A\nstep Применить миграции\nstep Создать бэкап {done}", &[]);
    }

    #[test]
    fn other_things_are_no_backup_and_no_migration() {
        check("## stage A\nstep Run migrations\nstep Test restore from backup", &[]);
        check("## stage A\nstep Run migrations\nstep Check that the backup is complete", &[]);
        check(
            "## stage A\nstep Применить миграции\nstep Тестовое восстановление БД из бэкапа",
            &[],
        );
        check("## stage A\nstep Применить миграции\nstep Удалить старые бэкапы", &[]);
        check(
            "## stage A\nstep Run migrations\nrollback Restore the backup\nrollback Take a backup",
            &[],
        );
        check("## stage A\nstep Run migrations\nstep Take a backup after the release", &[]);
        check("## stage A\nstep Проверить миграции\nstep Создать бэкап", &[]);
        check("## stage A\nstep Migrate traffic to green\nstep Create a backup", &[]);
        check("## stage A\nstep Подготовить список миграций\nstep Создать бэкап", &[]);
        check(
            "## stage A\nstep На стенде выполнить\n  step `python manage.py migrate`\nstep Создать бэкап",
            &[],
        );
        check(
            "## stage Репетиция на стенде\nstep Применить миграции\n## stage B\nstep Создать бэкап",
            &[],
        );
        check("## stage A\nstep Run migrations\nstep Smoke tests", &[]);
    }
}
