//! Sets whose members are known beforehand, a bit for each.

/// Makes such a set: its name, how it is stored, and its members.
macro_rules! flags {
    (
        $(#[$about:meta])* $vis:vis struct $set:ident($bits:ty);
        $($(#[$says:meta])* $name:ident = $bit:expr;)*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        $vis struct $set($bits);

        #[allow(dead_code, reason = "not every set is asked everything")]
        impl $set {
            /// Nothing.
            pub const NONE: Self = Self(0);
            $($(#[$says])* pub const $name: Self = Self(1 << $bit);)*

            /// Both together.
            pub const fn with(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// What is not in the other.
            pub const fn without(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// Whether it has any of the other.
            pub const fn any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// Whether it has all of the other.
            pub const fn all(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }
        }
    };
}

pub(super) use flags;
