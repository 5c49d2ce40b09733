//! The rail and the outline of a plan as they are written on a page that was made beforehand: letter
//! for letter what their views tell, in one go. A site has thousands of such rows.

use crate::plan::{Command, Field, Item, ItemIx, Kind, Plan, Role, Schedule, Section, SectionIx};
use crate::view::icon;
use crate::view::item::{class, depth, kind, times, told_fields};
use crate::view::outline::{Cluster, about, classes, clusters, group_class, level, title};
use crate::view::plain::{self, Fixed, Numbered, Own, Written, item_name, named_by_words, own};
use crate::view::plain::{push_words, section_name, to_section, words_name};
use crate::view::printed::{self, Printed};
use crate::words::{Lang, digits, page};
use leptos::prelude::RenderHtml;
use leptos::tachys::view::Position;

/// What is being written.
struct Paper<'a> {
    out: &'a mut String,
    plan: &'a Plan,
    lang: Lang,
}

/// Every section by name.
pub(super) fn rail(out: &mut String, plan: &Plan, lang: Lang) {
    for (ix, section) in plan.each_section() {
        out.push_str("<li");
        classes(section.role)[0].write(out);
        Numbered::new(" data-level=\"", level(plan, section), "\"").write(out);
        out.push_str("><a");
        to_section(ix).write(out);
        out.push_str("><span dir=\"auto\">");
        push_words(out, &title(plan, section, lang));
        out.push_str("</span><small>");
        push_words(out, &about(lang, section, plan.items_of(ix)));
        out.push_str("</small></a></li>");
    }
}

/// Every section with its items.
pub(super) fn outline(out: &mut String, plan: &Plan, lang: Lang, printed: &Printed) {
    let mut paper = Paper { out, plan, lang };
    for (ix, section) in plan.each_section() {
        paper.section(ix, section, printed);
    }
}

impl Paper<'_> {
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// A tag with attributes of our own.
    fn open(&mut self, tag: &str, class: Own, name: Option<Numbered>) {
        self.put(tag);
        class.write(self.out);
        if let Some(name) = name {
            name.write(self.out);
        }
    }

    fn section(&mut self, ix: SectionIx, section: &Section, printed: &Printed) {
        let [_, _, class] = classes(section.role);
        if section.items.is_empty() {
            self.open("<section", class, Some(section_name(ix)));
            self.put("><div class=\"head\">");
            self.heading(section);
            return self.put("</div></section>");
        }
        self.open("<details", class, Some(section_name(ix)));
        self.put(if section.role == Role::Reference { ">" } else { " open>" });
        self.put("<summary class=\"head\">");
        self.heading(section);
        self.put("</summary>");
        for cluster in clusters(&self.plan.items, section.items.clone()) {
            self.group(cluster, printed);
        }
        self.put("</details>");
    }

    fn heading(&mut self, section: &Section) {
        let [_, part, _] = classes(section.role);
        let (open, close) = match level(self.plan, section) {
            0 => ("<h2 dir=\"auto\">", "</h2>"),
            1 => ("<h3 dir=\"auto\">", "</h3>"),
            2 => ("<h4 dir=\"auto\">", "</h4>"),
            3 => ("<h5 dir=\"auto\">", "</h5>"),
            _ => ("<h6 dir=\"auto\">", "</h6>"),
        };
        self.put("<div class=\"name\">");
        self.put(open);
        push_words(self.out, &title(self.plan, section, self.lang));
        self.put(close);
        self.open("<span", part, None);
        self.put(">");
        self.put(page::role(self.lang, section.role));
        self.put("</span>");
        self.times(section.schedule.as_deref());
        self.put("</div>");
        self.line_number(section.line);
    }

    fn group(&mut self, cluster: Cluster, printed: &Printed) {
        let plan = self.plan;
        let kinds = page::kinds(self.lang, cluster.kind);
        self.open("<div", group_class(cluster.kind), None);
        self.put(">");
        match cluster.name {
            Some(at) => self.name(&plan.items[at], ItemIx::new(at)),
            None if matches!(cluster.kind, Kind::Step | Kind::Note) => {}
            None => {
                self.put("<p aria-hidden=\"true\" class=\"label\">");
                self.put(kinds);
                self.put("</p>");
            }
        }
        self.put("<ul aria-label=\"");
        self.put(kinds);
        self.put("\" class=\"\">");
        for n in cluster.items {
            self.row(&plan.items[n], ItemIx::new(n), printed);
        }
        self.put("</ul></div>");
    }

    /// The plan's own name for a group.
    fn name(&mut self, item: &Item, ix: ItemIx) {
        self.open("<p", own!(class = "named"), Some(item_name(ix)));
        self.put("><b dir=\"auto\">");
        push_words(self.out, &item.text);
        self.put("</b>");
        self.times(item.schedule.as_deref());
        self.line_number(item.line);
        self.put("</p>");
    }

    fn row(&mut self, item: &Item, ix: ItemIx, printed: &Printed) {
        self.open("<li", class(item), Some(item_name(ix)));
        kind(item.kind).write(self.out);
        depth(item.depth).write(self.out);
        self.put(">");
        self.tick(item, ix);
        self.put("<div class=\"body\"><p class=\"text\">");
        self.words(item, ix, printed);
        self.put("</p>");
        self.fields(&item.fields, !item.people.is_empty());
        item.commands.iter().for_each(|it| self.command(it));
        self.put("</div>");
        self.line_number(item.line);
        self.put("</li>");
    }

    /// The mark of an item, and a box before what can be ticked.
    fn tick(&mut self, item: &Item, ix: ItemIx) {
        let mark = icon::mark(item.kind, item.done, self.lang);
        if !printed::asks(item.kind) {
            return self.put(mark);
        }
        self.put("<span class=\"tick\"><input type=\"checkbox\" autocomplete=\"off\"");
        named_by_words(ix).write(self.out);
        self.put(if item.done { " checked>" } else { ">" });
        self.put(mark);
        self.put("</span>");
    }

    fn words(&mut self, item: &Item, ix: ItemIx, printed: &Printed) {
        if let Some(tier) = item.tier {
            self.chip(own!(class = "chip tier"), &plain::TIER, &tier.to_string());
        }
        let links = printed.on(&(item.line..=item.line_end));
        if links.is_empty() {
            self.put("<span dir=\"auto\"");
            words_name(ix).write(self.out);
            self.put(">");
            push_words(self.out, &item.text);
            self.put("</span>");
        } else {
            let view = printed::words(&item.text, links, Some(words_name(ix)));
            view.to_html_with_buf(self.out, &mut Position::FirstChild, true, false, Vec::new());
        }
        self.times(item.schedule.as_deref());
        for owner in &item.people {
            self.chip(own!(class = "chip owner"), &plain::OWNER, owner);
        }
    }

    fn times(&mut self, schedule: Option<&Schedule>) {
        for time in times(schedule, self.lang) {
            self.chip(own!(class = "chip time num"), &plain::TIME, &time);
        }
    }

    fn chip(&mut self, class: Own, word: &'static Fixed, said: &str) {
        self.open("<span", class, None);
        self.put(">");
        self.put(word.markup(self.lang));
        push_words(self.out, said);
        self.put("</span>");
    }

    fn fields(&mut self, fields: &[Field], owner_named: bool) {
        let mut told = told_fields(fields, owner_named).peekable();
        if told.peek().is_none() {
            return;
        }
        self.put("<dl class=\"fields\">");
        for field in told {
            self.put("<div><dt>");
            push_words(self.out, &field.label);
            self.put("</dt><dd>");
            push_words(self.out, &field.value);
            self.put("</dd></div>");
        }
        self.put("</dl>");
    }

    fn command(&mut self, command: &Command) {
        self.put("<div class=\"cmd\"><pre tabindex=\"0\"><code dir=\"ltr\">");
        push_words(self.out, &command.text);
        self.put("</code></pre>");
        if let Some(lang) = &command.lang {
            self.put("<span class=\"fence\">");
            push_words(self.out, lang);
            self.put("</span>");
        }
        self.put("</div>");
    }

    /// A line of the source, for eyes, for ears and for a pointer that rests on it.
    fn line_number(&mut self, line: u32) {
        self.put("<span class=\"ln num\"");
        self.put(plain::LINE_TITLE.markup(self.lang));
        digits::push(self.out, line);
        self.put("\" data-line=\"");
        digits::push(self.out, line);
        self.put("\">");
        self.put(plain::LINE.markup(self.lang));
        digits::push(self.out, line);
        self.put("</span>");
    }
}
