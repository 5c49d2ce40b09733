//! Laws of the reader, on arbitrary text and on text made of what plans are made of: it is total,
//! loses no line, gives each thing an identity of its own that outlives changes to others, and
//! reads the same words the same way whatever ends their lines.

use holdpoint::plan::{Id, Kind, Plan, lint, read};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What plans are made of, and what breaks them.
const PIECES: [&str; 64] = [
    "# План релиза\n",
    "## Этап 1: Подготовка\n",
    "## Stage 2: Deploy (30 min)\n",
    "### Критерии перехода\n",
    "### Rollback plan\n",
    "###### T-45 mins\n",
    "Title\n=====\n",
    "Part\n---\n",
    "**1.1 Проверка готовности**\n",
    "**Критерии отката:** ошибки > 5%, сбой базы; потеря данных\n",
    "**T-30 – T-15m:**\n\n",
    "**Go/No-Go**\n",
    "- [ ] Проверить бэкап (отв.: Ким)\n",
    "- [x] Deploy `kubectl apply -f a.yml`\n",
    "  - [X] nested box\n",
    "  - Owner: Ann Lee\n",
    "    - deeper still\n",
    "- GO\n- NO-GO\n",
    "- ✅ готово\n- ❌ нет\n",
    "☐ Сделать\n☑ Сделано\n",
    "* bullet, another; third\n",
    "+ plus\n",
    "1. Run migrations\n2. Restart\n",
    "7) seventh\n",
    "- Откат:\n",
    "| Task | Owner | Status |\n|---|---|---|\n| Stop | Ann | ✅ |\n| Start | | ⬜ |\n",
    "| Метрика | Go | No-go |\n|:-:|--:|---|\n| Ошибки | < 1 % | > 2 % |\n",
    "| a |\n|---|\n",
    "| broken | row\n",
    "```bash\ncurl -f https://a.example/health\n",
    "```\n",
    "~~~\n",
    "    indented code\n",
    "> quoted\n> - [ ] box in a quote\n",
    ">>> deep\n",
    "<!-- a comment\n-->\n",
    "<div>\n<b>слова</b> <host>\n</div>\n\n",
    "inline <br> and <Система> and `code`\n",
    "[link](#цели) and [other][ref] ![](x.png)\n",
    "[ref]: https://a.example \"title\"\n",
    "[^1]: footnote\n",
    "see[^1]\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> branch\n",
    "||||||| base\n",
    "---\ntitle: План\n---\n",
    "---\n",
    "Окно: 30.12.2026 22:00 – 13.01.2027 02:00 МСК\n",
    "02:00-02:15 Stop the queue (IST)\n",
    "Если в течение 1 часа обнаружена ошибка (SEV-1), откат\n",
    "soak for 30 min, p95 < 800 ms for 10 min\n",
    "Release manager: Ann Lee, @ann\n",
    "[HH:MM] TBD {{version}} ____\n",
    "Шаг А: сделать\n",
    "3️⃣ Backup 🚀\n",
    "\\* not a bullet \\\n",
    "\t- tabbed\n",
    "&amp; &#1040; &nbsp;\n",
    "\n",
    "\n\n",
    " ",
    "\u{feff}",
    "ё\u{301}й\u{306}\u{200d}\u{0}",
];

/// Pieces in any order, between them lines of anything.
fn composed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => (0..PIECES.len()).prop_map(|at| PIECES[at].to_owned()),
        1 => "[ -~а-яё\n]{0,20}",
        1 => "\\PC{0,8}",
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => composed(), 1 => "\\PC{0,200}", 1 => any::<String>()]
}

/// Distinct words for items: no two are alike, and none means anything by itself.
fn distinct(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    btree_set("(prune|stack|сдвинуть|paint|вымыть) [b-dж-и]{6}", count)
        .prop_map(|words| words.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

/// A plan of one stage with these items, some of them ticked.
fn plan_of(items: &[String], ticked: usize) -> String {
    let mut plan = String::from("# Release\n\n## Stage 1: Move\n\n");
    for (n, item) in items.iter().enumerate() {
        let mark = if n < ticked { "x" } else { " " };
        plan.push_str(&["- [", mark, "] ", item.as_str(), "\n"].concat());
    }
    plan + "\n## Stage 2: Look\n\n- [ ] Verify everything\n"
}

fn ids(plan: &Plan) -> BTreeSet<Id> {
    plan.items.iter().map(|item| item.id).collect()
}

/// Each handle leads somewhere, and what it leads to agrees.
#[track_caller]
fn check_handles(plan: &Plan) {
    let mut next_item = 0;
    for (ix, section) in plan.each_section() {
        assert_eq!(section.items.start, next_item, "items stand by section, in order");
        next_item = section.items.end;
        assert!(section.end > ix && section.end.index() <= plan.sections.len());
        for below in plan.below(ix) {
            assert!(below.parent.is_some_and(|parent| parent >= ix));
            assert!(below.end <= section.end);
        }
        if let Some(parent) = section.parent {
            assert!(parent < ix && section.end <= plan.section(parent).end);
        }
        for item in plan.items_of(ix) {
            assert_eq!(item.section, ix);
        }
    }
    assert_eq!(next_item, plan.items.len());
    for (n, item) in plan.items.iter().enumerate() {
        assert!(item.line >= 1 && item.line <= item.line_end && item.column >= 1);
        let Some(parent) = item.parent else { continue };
        assert!(parent.index() < n, "parents stand before children");
        assert_eq!(plan.item(parent).section, item.section);
        assert!(plan.item(parent).depth < item.depth);
    }
}

#[track_caller]
fn check_unique(plan: &Plan) {
    let sections = plan.sections.iter().map(|section| section.id);
    let all: BTreeSet<Id> = plan.items.iter().map(|item| item.id).chain(sections).collect();
    assert_eq!(all.len(), plan.sections.len() + plan.items.len());
}

#[test]
fn what_stands_before_the_title_holds_nothing_behind_it() {
    let source =
        "3\u{fe0f}\u{20e3} Backup\n- [ ] Run\n\nTitle\n=====\n**1.1 Check**\n###### T-45 mins\n";
    let (plan, _) = read(source);
    check_handles(&plan);
    assert!(plan.sections.iter().all(|section| section.parent.is_none()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reading_is_total_and_loses_no_line(source in any_text()) {
        let (plan, faults) = read(&source);
        let lines = source.replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(plan.coverage(&lines).1, Vec::<u32>::new());
        check_handles(&plan);
        check_unique(&plan);
        lint::lint(&plan, &lines);
        prop_assert_eq!(read(&source), (plan, faults));
    }

    #[test]
    fn line_ends_change_nothing(source in composed()) {
        let source = source.replace('\r', "");
        let (plan, faults) = read(&source);
        for end in ["\r\n", "\r"] {
            let (other, others) = read(&source.replace('\n', end));
            prop_assert_eq!(&other, &plan);
            prop_assert_eq!(&others, &faults);
        }
        let mut turn = 0;
        let mixed: String = source.split_inclusive('\n').map(|line| {
            turn += 1;
            let end = ["\n", "\r\n"][turn % 2];
            line.replace('\n', end)
        }).collect();
        prop_assert_eq!(read(&mixed).0, plan);
    }

    #[test]
    fn moving_items_changes_no_identity(
        (items, moved) in distinct(2..12).prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle()))
    ) {
        let (before, _) = read(&plan_of(&items, 0));
        prop_assert_eq!(before.count(Kind::Step), items.len() + 1);
        prop_assert_eq!(ids(&before), ids(&read(&plan_of(&moved, 0)).0));
    }

    #[test]
    fn rewording_one_changes_no_other(items in distinct(3..12), at in any::<prop::sample::Index>()) {
        let at = at.index(items.len() - 1);
        let (before, _) = read(&plan_of(&items[1..], 0));
        let mut reworded = items[1..].to_vec();
        reworded[at].clone_from(&items[0]);
        let (after, _) = read(&plan_of(&reworded, 0));
        for (n, (old, new)) in before.items.iter().zip(&after.items).enumerate() {
            prop_assert_eq!(old.id != new.id, n == at, "{} and {}", old.text, new.text);
        }
    }

    #[test]
    fn ticking_changes_no_identity(items in distinct(1..12), ticked in 0usize..13) {
        let (before, _) = read(&plan_of(&items, 0));
        let (after, _) = read(&plan_of(&items, ticked));
        prop_assert_eq!(ids(&before), ids(&after));
        let done = after.items.iter().filter(|item| item.done).count();
        prop_assert_eq!(done, ticked.min(items.len()));
    }
}
