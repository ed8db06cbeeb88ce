//! Values of a TOML file, with their spots, as plain values.
//!
//! Always holds: nothing is guessed; what is not the kind of value that was asked for gives `None`.

use termijn::Datum;
use toml::de::DeValue;
use toml::value::Datetime;

/// A day: a TOML date (a time after it does not count), or text that reads as one.
pub(crate) fn datum(w: &DeValue<'_>) -> Option<Datum> {
    match w {
        DeValue::Datetime(d) => dag(d),
        DeValue::String(s) => termijn::parse_datum(s).ok(),
        _ => None,
    }
}

fn dag(d: &Datetime) -> Option<Datum> {
    let d = d.date?;
    Datum::new(i16::try_from(d.year).ok()?, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?)
        .ok()
}

/// Yes or no, also in words.
pub(crate) fn ja(w: &DeValue<'_>) -> Option<bool> {
    match w {
        DeValue::Boolean(b) => Some(*b),
        DeValue::String(s) => ja_in_woorden(s),
        _ => None,
    }
}

/// "ja" or "nee".
pub(crate) fn ja_in_woorden(s: &str) -> Option<bool> {
    match regeling::zoeken::kaal(s).as_str() {
        "ja" | "yes" | "true" => Some(true),
        "nee" | "neen" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// A whole number.
pub(crate) fn getal(w: &DeValue<'_>) -> Option<i64> {
    match w {
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok(),
        _ => None,
    }
}

/// As a value without spots; `None` for a fraction, which no field holds.
pub(crate) fn los(w: &DeValue<'_>) -> Option<toml::Value> {
    Some(match w {
        DeValue::String(s) => toml::Value::String(s.to_string()),
        DeValue::Boolean(b) => toml::Value::Boolean(*b),
        DeValue::Integer(_) => toml::Value::Integer(getal(w)?),
        DeValue::Datetime(d) => toml::Value::Datetime(*d),
        DeValue::Array(l) => {
            toml::Value::Array(l.iter().map(|w| los(w.get_ref())).collect::<Option<_>>()?)
        }
        DeValue::Table(t) => toml::Value::Table(
            t.iter()
                .map(|(k, w)| Some((k.get_ref().to_string(), los(w.get_ref())?)))
                .collect::<Option<_>>()?,
        ),
        DeValue::Float(_) => return None,
    })
}

/// What kind of value this is, for people.
pub(crate) fn in_woorden(w: &DeValue<'_>) -> &'static str {
    match w {
        DeValue::String(_) => "andere tekst",
        DeValue::Integer(_) => "een getal",
        DeValue::Float(_) => "een breuk",
        DeValue::Boolean(_) => "true of false",
        DeValue::Datetime(_) => "een dag of tijd",
        DeValue::Array(_) => "een lijst",
        DeValue::Table(_) => "een tabel",
    }
}
