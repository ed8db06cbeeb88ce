//! Icons, drawn from the sprite in the asset bundle.
//!
//! Always holds: an icon is decoration. It is hidden from a screen reader, so the words beside it
//! must say the same.

use maud::{Markup, Render, html};

use crate::assets;

macro_rules! iconen {
    ($($(#[$doc:meta])* $variant:ident => $naam:literal,)*) => {
        /// An icon of the sprite.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icoon { $($(#[$doc])* $variant,)* }
        impl Icoon {
            /// Every icon.
            pub const ALLE: &[Self] = &[$(Self::$variant,)*];
            /// Its id in the sprite.
            pub fn naam(self) -> &'static str {
                match self { $(Self::$variant => $naam,)* }
            }
        }
    };
}

iconen! {
    /// Onwards.
    Pijl => "arrow-right",
    /// Not allowed.
    Verbod => "ban",
    /// A location.
    Gebouw => "building-2",
    /// A date.
    Agenda => "calendar",
    /// Done.
    Vink => "check",
    /// Opens downwards.
    Omlaag => "chevron-down",
    /// Attention.
    Uitroep => "circle-alert",
    /// A running term.
    Klok => "clock",
    /// To take home.
    Ophalen => "download",
    /// The complainant sees this.
    Oog => "eye",
    /// The complainant does not see this.
    OogDicht => "eye-off",
    /// A letter or document.
    Stuk => "file-text",
    /// The beginning of something.
    Vlag => "flag",
    /// A judgment.
    Hamer => "gavel",
    /// A manager or an agreement.
    Handdruk => "handshake",
    /// Help.
    HandHart => "heart-handshake",
    /// Earlier events.
    Geschiedenis => "history",
    /// Good to know.
    Info => "info",
    /// An access code.
    Sleutel => "key-round",
    /// Support.
    Reddingsboei => "life-buoy",
    /// Only for some.
    Slot => "lock",
    /// Leave.
    Uit => "log-out",
    /// E-mail.
    Mail => "mail",
    /// A place.
    Plaats => "map-pin",
    /// A message.
    Bericht => "message-square",
    /// A conversation.
    Gesprek => "messages-square",
    /// A file.
    Bijlage => "paperclip",
    /// Write.
    Potlood => "pencil",
    /// Telephone.
    Telefoon => "phone",
    /// New.
    Plus => "plus",
    /// Print.
    Printer => "printer",
    /// Weighing.
    Weegschaal => "scale",
    /// Search.
    Zoek => "search",
    /// Send.
    Verstuur => "send",
    /// Settings.
    Instellingen => "settings",
    /// Too late.
    Driehoek => "triangle-alert",
    /// A file going up.
    Toevoegen => "upload",
    /// A person.
    Persoon => "user",
    /// People.
    Mensen => "users",
    /// Remove.
    Kruis => "x",
    /// The product's own mark.
    Merk => "merk",
}

impl Render for Icoon {
    fn render(&self) -> Markup {
        html! {
            svg.kl-icoon aria-hidden="true" focusable="false" {
                use href=(format!("{}#{}", assets::url("icons.svg"), self.naam())) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = assets::lees("icons.svg").expect("built");
        let sprite = String::from_utf8_lossy(&sprite);
        for icoon in Icoon::ALLE {
            assert!(sprite.contains(&format!("id=\"{}\"", icoon.naam())), "{icoon:?}");
        }
        assert_eq!(sprite.matches("<symbol").count(), Icoon::ALLE.len(), "an icon nobody uses");
    }
}
