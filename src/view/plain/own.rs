//! Attributes that are all ours: written once, when the program is, with at most a number in their
//! midst. No word of a plan can get in, so nothing is searched for letters to escape, and nothing
//! asks for memory.

use crate::words::digits;
use leptos::attr::{Attribute, NextAttribute};
use leptos::tachys::renderer::{Rndr, types::Element};
use std::borrow::Cow;

/// An attribute as it is written: `{..own!(class = "row")}` for one that never changes.
macro_rules! own {
    ($name:literal = $word:literal) => {
        $crate::view::plain::Own::new(concat!(" ", $name, "=\"", $word, "\""))
    };
    ($name:ident = $word:literal) => {
        $crate::view::plain::Own::new(concat!(" ", stringify!($name), "=\"", $word, "\""))
    };
}
pub(in crate::view) use own;

/// An attribute that never changes, by `own!`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::view) struct Own(&'static str);

/// An attribute with a number in its midst: `id="i12t"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::view) struct Numbered {
    before: &'static str,
    number: u32,
    after: &'static str,
}

impl Own {
    /// What stands in markup, with the gap before it.
    pub(in crate::view) const fn new(written: &'static str) -> Self {
        Self(written)
    }
}

impl Numbered {
    /// What stands in markup before the number, and after it.
    pub(in crate::view) const fn new(
        before: &'static str,
        number: u32,
        after: &'static str,
    ) -> Self {
        Self { before, number, after }
    }
}

/// What stands in markup as attributes do.
pub(in crate::view) trait Written {
    /// Writes it.
    fn write(self, out: &mut String);
    /// As it is written.
    fn written(self) -> Cow<'static, str>;
}

impl Written for Own {
    fn write(self, out: &mut String) {
        out.push_str(self.0);
    }

    fn written(self) -> Cow<'static, str> {
        self.0.into()
    }
}

impl Written for Numbered {
    fn write(self, out: &mut String) {
        out.push_str(self.before);
        digits::push(out, self.number);
        out.push_str(self.after);
    }

    fn written(self) -> Cow<'static, str> {
        let mut out = String::new();
        self.write(&mut out);
        out.into()
    }
}

/// Gives an element what is written.
fn put(written: &str, element: &Element) {
    if let Some((name, value)) = parts(written) {
        Rndr::set_attribute(element, name, value);
    }
}

fn parts(written: &str) -> Option<(&str, &str)> {
    written.strip_prefix(' ')?.strip_suffix('"')?.split_once("=\"")
}

macro_rules! attribute {
    ($own:ty) => {
        impl Attribute for $own {
            const MIN_LENGTH: usize = 0;
            type State = (Element, Self);
            type AsyncOutput = Self;
            type Cloneable = Self;
            type CloneableOwned = Self;

            fn html_len(&self) -> usize {
                size_of::<Self>()
            }

            fn to_html(self, out: &mut String, _: &mut String, _: &mut String, _: &mut String) {
                self.write(out);
            }

            fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Self::State {
                self.build(element)
            }

            fn build(self, element: &Element) -> Self::State {
                put(&self.written(), element);
                (element.clone(), self)
            }

            fn rebuild(self, (element, before): &mut Self::State) {
                if self != *before {
                    put(&self.written(), element);
                    *before = self;
                }
            }

            fn into_cloneable(self) -> Self {
                self
            }

            fn into_cloneable_owned(self) -> Self {
                self
            }

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self {
                self
            }
        }

        impl NextAttribute for $own {
            type Output<Next: Attribute> = (Self, Next);

            fn add_any_attr<Next: Attribute>(self, next: Next) -> Self::Output<Next> {
                (self, next)
            }
        }
    };
}

attribute!(Own);
attribute!(Numbered);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(own: impl Attribute + Written + Copy, expected: &str, on_screen: (&str, &str)) {
        let (mut out, mut none) = (String::new(), [const { String::new() }; 3]);
        let [class, style, inner] = &mut none;
        own.to_html(&mut out, class, style, inner);
        assert_eq!((out.as_str(), none.concat().as_str()), (expected, ""));
        assert_eq!(parts(&own.written()), Some(on_screen));
    }

    #[test]
    fn an_attribute_is_on_paper_what_it_is_on_screen() {
        check(own!(class = "item done"), r#" class="item done""#, ("class", "item done"));
        check(own!("data-depth" = "0"), r#" data-depth="0""#, ("data-depth", "0"));
        let name = Numbered::new(" id=\"i", 102, "t\"");
        check(name, r#" id="i102t""#, ("id", "i102t"));
    }
}
