//! What a source names: every path in `use`, in code and within macros, made absolute. And how long
//! its functions are.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// A path that a source names, made absolute: `crate`, `plan`, … or `std`, `fs`, ….
pub struct Named {
    /// Where, from 1.
    pub line: usize,
    /// Never empty.
    pub path: Vec<String>,
    /// It ends in `*`: everything below is named with it.
    pub glob: bool,
}

/// A function with a body.
pub struct Function {
    /// Where it starts, from 1, its attributes and words left out.
    pub line: usize,
    pub name: String,
    /// How many lines it takes.
    pub lines: usize,
    /// It draws something, and may be a little longer.
    pub is_component: bool,
}

/// One source, being read: what it names, and how long its functions are.
#[derive(Default)]
pub struct Reading {
    module: Vec<String>,
    /// Names that `use` brought in, and what they stand for.
    brought: BTreeMap<String, Vec<String>>,
    /// Every path that is named, in macros too.
    pub named: Vec<Named>,
    /// Every function with a body.
    pub functions: Vec<Function>,
}

impl Reading {
    /// Reads a whole file, which is this module of the crate.
    pub fn of(module: Vec<String>, file: &syn::File) -> Self {
        let mut reading = Self { module, ..Self::default() };
        reading.visit_file(file);
        reading
    }

    /// Notes a path as it is written, `self` and `super` resolved, brought names spelled out.
    fn name(&mut self, idents: &[Ident], glob: bool) -> Vec<String> {
        let line = idents[0].span().start().line;
        let mut rest = idents.iter().map(ToString::to_string).peekable();
        let mut path: Vec<String> = Vec::new();
        if matches!(rest.peek().map(String::as_str), Some("self" | "super")) {
            path.clone_from(&self.module);
            path.insert(0, "crate".into());
            while let Some(step) = rest.next_if(|part| part == "super" || part == "self") {
                if step == "super" {
                    path.pop();
                }
            }
        } else if let Some(whole) = rest.peek().and_then(|first| self.brought.get(first)) {
            path.clone_from(whole);
            rest.next();
        }
        path.extend(rest);
        match path.first().map(String::as_str) {
            // The crate by its own name, and the small libraries that std repeats.
            Some("holdpoint") => path[0] = "crate".into(),
            Some("core" | "alloc") => path[0] = "std".into(),
            None => path.push("crate".into()),
            Some(_) => {}
        }
        self.named.push(Named { line, path: path.clone(), glob });
        path
    }

    fn branch(&mut self, so_far: &mut Vec<Ident>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(step) => {
                so_far.push(step.ident.clone());
                self.branch(so_far, &step.tree);
                so_far.pop();
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.branch(so_far, tree));
            }
            syn::UseTree::Glob(_) if so_far.is_empty() => {}
            syn::UseTree::Glob(_) => {
                self.name(so_far, true);
            }
            syn::UseTree::Name(leaf) => self.bring(so_far, &leaf.ident, &leaf.ident),
            syn::UseTree::Rename(leaf) => self.bring(so_far, &leaf.ident, &leaf.rename),
        }
    }

    fn bring(&mut self, so_far: &mut Vec<Ident>, leaf: &Ident, known_as: &Ident) {
        let is_self = leaf == "self" && !so_far.is_empty();
        let known_as = if is_self && leaf == known_as {
            so_far.last().map(ToString::to_string).unwrap_or_default()
        } else {
            known_as.to_string()
        };
        if !is_self {
            so_far.push(leaf.clone());
        }
        // `use crate as all` would open every door under another name.
        let whole_crate = so_far.len() == 1 && so_far[0] == "crate";
        let path = self.name(so_far, whole_crate);
        if !is_self {
            so_far.pop();
        }
        self.brought.insert(known_as, path);
    }

    /// Paths inside of a macro's braces, where only the tokens are known.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<Ident> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end_of(&mut path);
                    }
                    path.push(ident);
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += if colons == 1 || mark.spacing() == Spacing::Joint { 1 } else { 9 };
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.end_of(&mut path);
                    colons = 0;
                }
                TokenTree::Group(group) => {
                    let stem = std::mem::take(&mut path);
                    if colons == 2 && !stem.is_empty() {
                        self.grouped(&stem, group.stream());
                    } else {
                        self.named_by_tokens(&stem);
                        self.tokens(group.stream());
                    }
                    colons = 0;
                }
            }
        }
        self.end_of(&mut path);
    }

    fn end_of(&mut self, path: &mut Vec<Ident>) {
        let path = std::mem::take(path);
        self.named_by_tokens(&path);
    }

    /// A lone word in a macro is text, a variable or a field, not a path.
    fn named_by_tokens(&mut self, path: &[Ident]) {
        if path.len() > 1 {
            self.name(path, false);
        }
    }

    /// `crate::{a, b::c}` within a macro, one level deep: each first word is a door.
    fn grouped(&mut self, stem: &[Ident], tokens: TokenStream) {
        let mut at_start = true;
        for token in tokens {
            if let (true, TokenTree::Ident(ident)) = (at_start, &token) {
                self.name(&[stem, std::slice::from_ref(ident)].concat(), false);
            }
            at_start = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ',');
        }
    }

    fn function(&mut self, attrs: &[syn::Attribute], sig: &syn::Signature, block: &syn::Block) {
        let line = sig.fn_token.span.start().line;
        self.functions.push(Function {
            line,
            name: sig.ident.to_string(),
            lines: block.brace_token.span.close().end().line - line + 1,
            is_component: attrs.iter().any(|attr| attr.path().is_ident("component")),
        });
    }
}

impl<'ast> Visit<'ast> for Reading {
    /// All `use` first: an alias serves the whole file, wherever it stands.
    fn visit_file(&mut self, file: &'ast syn::File) {
        for item in &file.items {
            if let syn::Item::Use(item) = item {
                self.branch(&mut Vec::new(), &item.tree);
            }
        }
        visit::visit_file(self, file);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.branch(&mut Vec::new(), &item.tree);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let whole_crate = item.ident == "self";
        self.name(std::slice::from_ref(&item.ident), whole_crate);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let idents: Vec<Ident> = path.segments.iter().map(|part| part.ident.clone()).collect();
        if idents.len() > 1 || path.leading_colon.is_some() {
            self.name(&idents, false);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }

    fn visit_attribute(&mut self, attr: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attr.meta {
            self.tokens(list.tokens.clone());
        }
        visit::visit_attribute(self, attr);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.attrs, &item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.attrs, &item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.attrs, &item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}
