//! What a bucket answered when it did not do what was asked. Always holds: the answer itself, which may hold
//! the name of a key, is not passed on; a code and a status are.

use std::{error::Error, io};

use object_store::{
    Error as Objectfout,
    client::{HttpError, HttpErrorKind},
};

/// What went wrong, for who has to do something about it.
pub(super) struct Mis {
    /// What is wrong and what to do, after the name of the bucket.
    pub(super) wat: &'static str,
    /// How the other side or the system calls it.
    pub(super) code: String,
    /// May it pass by itself?
    pub(super) tijdelijk: bool,
}

/// There is no such object, in a bucket that is there.
pub(super) fn is_weg(fout: &Objectfout) -> bool {
    matches!(fout, Objectfout::NotFound { .. }) && code(fout).as_deref() != Some("NoSuchBucket")
}

pub(super) fn lees(fout: &Objectfout) -> Mis {
    let mis = |wat, tijdelijk, code| Mis { wat, code, tijdelijk };
    if keten(fout).any(|deze| deze.to_string().contains(VAN_DE_MACHINE)) {
        return mis(NIETS_OM_MEE_IN_TE_LOGGEN, false, "no answer from the machine".to_owned());
    }
    if let Some(soort) = onderweg(fout) {
        let code = oorzaak(fout).unwrap_or_else(|| format!("{soort:?}"));
        return match soort {
            HttpErrorKind::Decode | HttpErrorKind::Unknown => mis(ANDERS, false, code),
            _ => mis(STIL, true, code),
        };
    }
    let (code, status) = (code(fout), status(fout));
    let heet = match (&status, &code) {
        (Some(status), Some(code)) => format!("{status} {code}"),
        (Some(status), None) => status.to_string(),
        (None, Some(code)) => code.clone(),
        (None, None) => "no reason given".to_owned(),
    };
    match (code.as_deref().unwrap_or_default(), status.unwrap_or_default()) {
        ("NoSuchBucket", _) => mis(GEEN_EMMER, false, heet),
        ("RequestTimeTooSkewed", _) => mis(KLOK, false, heet),
        (
            "AuthorizationHeaderMalformed"
            | "PermanentRedirect"
            | "IllegalLocationConstraintException",
            _,
        )
        | (_, 301 | 307) => mis(STREEK, false, heet),
        ("InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken" | "InvalidToken", _)
        | (_, 401) => mis(INLOG, false, heet),
        (_, 403) => mis(MAG_NIET, false, heet),
        ("SlowDown" | "InternalError" | "ServiceUnavailable", _) | (_, 408 | 429 | 500..600) => {
            mis(STUK, true, heet)
        }
        _ if fout.to_string().contains("incorrectly configured region") => mis(STREEK, false, heet),
        _ => mis(ANDERS, false, heet),
    }
}

const STIL: &str = "does not answer: check that it runs, that the address is right, and that this machine \
     may reach it";
const GEEN_EMMER: &str = "is not there: make the bucket, or name another with --documenten";
const KLOK: &str = "finds the clock of this machine wrong: set it right";
const STREEK: &str = "is in another region: set AWS_REGION to its own";
const INLOG: &str = "does not accept how this program logs in: check AWS_ACCESS_KEY_ID, \
     AWS_SECRET_ACCESS_KEY and, when it is used, AWS_SESSION_TOKEN";
const MAG_NIET: &str = "does not allow it: give who logs in with AWS_ACCESS_KEY_ID the right to list the \
     bucket, and to read, write and delete in it";
const STUK: &str = "fails at this moment: look at its own log, and try again";
const ANDERS: &str =
    "gave an answer that is not understood: check that it is an S3-compatible store";

/// Where a machine of Amazon gives out keys.
const VAN_DE_MACHINE: &str = "169.254.";
const NIETS_OM_MEE_IN_TE_LOGGEN: &str = "cannot be logged in to: set AWS_ACCESS_KEY_ID and \
     AWS_SECRET_ACCESS_KEY, or give this machine a role";

fn keten(fout: &Objectfout) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let eerste: &(dyn Error + 'static) = fout;
    std::iter::successors(Some(eerste), |&deze| deze.source())
}

/// It got no answer at all.
fn onderweg(fout: &Objectfout) -> Option<HttpErrorKind> {
    keten(fout).find_map(|deze| deze.downcast_ref::<HttpError>()).map(HttpError::kind)
}

/// What the system said of the connection: the last in the row, that names no address.
fn oorzaak(fout: &Objectfout) -> Option<String> {
    let io = keten(fout).filter_map(|deze| deze.downcast_ref::<io::Error>()).last()?;
    Some(io.to_string())
}

/// `<Code>…</Code>` in what the bucket answered; the library does not give the answer itself.
fn code(fout: &Objectfout) -> Option<String> {
    keten(fout).find_map(|deze| {
        let tekst = deze.to_string();
        let code = tekst.split_once("<Code>")?.1.split_once("</Code>")?.0;
        let zuiver = code.len() <= 64 && code.chars().all(|teken| teken.is_ascii_alphanumeric());
        zuiver.then(|| code.to_owned())
    })
}

/// The status, that the library writes in front of the answer.
fn status(fout: &Objectfout) -> Option<u16> {
    keten(fout).find_map(|deze| {
        let tekst = deze.to_string();
        tekst.split_once("status code: ")?.1.get(..3)?.parse().ok()
    })
}
