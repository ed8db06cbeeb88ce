//! The address of a bucket. Always holds: what it shows of itself holds no key and no password; an address
//! that cannot be used is refused without repeating it.

use std::{fmt, sync::Arc, time::Duration};

use object_store::{
    BackoffConfig, ClientOptions, ObjectStore, ObjectStoreScheme, RetryConfig,
    aws::{AmazonS3Builder, AmazonS3ConfigKey as Sleutel},
    path::Path,
    prefix::PrefixStore,
};
use url::{Position, Url};

use crate::StoreError;

/// How long to wait for a connection, and for each answer or piece of one.
const VERBINDEN: Duration = Duration::from_secs(5);
const ANTWOORD: Duration = Duration::from_secs(30);
/// A request that fails for a reason that may pass is made again, so often and no longer than this: a hiccup
/// is not noticed, and somebody at a form is told within half a minute that it does not work.
const OPNIEUW: usize = 4;
const OPNIEUW_TOT: Duration = Duration::from_secs(30);
const EERSTE_PAUZE: Duration = Duration::from_millis(200);
const LANGSTE_PAUZE: Duration = Duration::from_secs(2);

/// Where documents are kept when not in the data directory: a bucket of an S3-compatible store, or a folder in
/// one.
#[derive(Clone)]
pub struct Emmer {
    bouw: Box<AmazonS3Builder>,
    map: Path,
    waar: Arc<str>,
}

/// As [`Emmer`] shows itself.
impl fmt::Debug for Emmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Emmer").field(&self.waar).finish()
    }
}

/// Bucket, folder and server; no key.
impl fmt::Display for Emmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.waar)
    }
}

impl Emmer {
    /// The bucket at this address: `s3://bucket/folder`, or `https://host/bucket/folder`. How to log in comes
    /// from the variables `AWS_…` of `omgeving`, and so does the server (`AWS_ENDPOINT_URL`) when the
    /// address names none. Nothing is asked of the network.
    ///
    /// # Errors
    /// [`StoreError::GeenEmmer`], which says what is wrong and repeats nothing.
    pub fn new(
        url: &str,
        omgeving: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, StoreError> {
        let weiger = |wat| StoreError::GeenEmmer { wat };
        let onleesbaar = || weiger("it cannot be read");
        let url = Url::parse(url).map_err(|_| onleesbaar())?;
        zonder_geheim(&url)?;
        let (soort, map) = ObjectStoreScheme::parse(&url).map_err(|_| onleesbaar())?;
        let (adres, map) = match soort {
            ObjectStoreScheme::AmazonS3 => (Adres::Bekend(url), map),
            ObjectStoreScheme::Http => {
                let mut delen = map.parts();
                let emmer = delen.next().ok_or(weiger("it names no bucket"))?;
                let emmer = emmer.as_ref().to_owned();
                (
                    Adres::Server { server: url[..Position::BeforePath].to_owned(), emmer },
                    delen.collect(),
                )
            }
            _ => return Err(weiger("it is of another kind of store")),
        };
        let bouw = instellen(&adres, omgeving);
        controleer(&adres, &bouw)?;
        let waar = noem(&adres, &map, &bouw)?.into();
        let emmer = Self { bouw: Box::new(zonder_tls_gevraagd(&adres, bouw)), map, waar };
        // So that a setting that cannot be read is told now.
        emmer.open()?;
        Ok(emmer)
    }

    pub(super) fn naam(&self) -> Arc<str> {
        Arc::clone(&self.waar)
    }

    /// What reads and writes there.
    pub(super) fn open(&self) -> Result<Arc<dyn ObjectStore>, StoreError> {
        // Somebody else's choice of cryptography, made before, is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let emmer = AmazonS3Builder::clone(&self.bouw).build().map_err(|_| StoreError::GeenEmmer {
            wat: "a setting in the environment that begins with AWS_ cannot be read, or this machine has \
                  no certificates to trust (ca-certificates, or SSL_CERT_FILE)",
        })?;
        Ok(Arc::new(PrefixStore::new(emmer, self.map.clone())))
    }
}

enum Adres {
    /// The library knows by the address which server it is, or the environment says so.
    Bekend(Url),
    /// Any other server; the bucket is the first part of the path.
    Server { server: String, emmer: String },
}

/// Refuses what people put in addresses and others then read in a log.
fn zonder_geheim(url: &Url) -> Result<(), StoreError> {
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
        return Err(StoreError::GeenEmmer {
            wat: "there is a user, a password or a setting in it, and an address ends up in logs: set \
                  AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment instead",
        });
    }
    Ok(())
}

fn instellen(
    adres: &Adres,
    omgeving: impl IntoIterator<Item = (String, String)>,
) -> AmazonS3Builder {
    let opties = ClientOptions::new()
        .with_connect_timeout(VERBINDEN)
        .with_read_timeout(ANTWOORD)
        // A whole document may take as long as who reads it does.
        .with_timeout_disabled();
    let opnieuw = RetryConfig {
        backoff: BackoffConfig { init_backoff: EERSTE_PAUZE, max_backoff: LANGSTE_PAUZE, base: 2. },
        max_retries: OPNIEUW,
        retry_timeout: OPNIEUW_TOT,
    };
    let bouw = AmazonS3Builder::new()
        .with_client_options(opties)
        .with_retry(opnieuw)
        // Not every store has the request that removes many at once.
        .with_disable_bulk_delete(true);
    let bouw = omgeving.into_iter().fold(bouw, |bouw, (naam, waarde)| {
        let ons = naam.starts_with("AWS_") && !waarde.is_empty();
        match naam.to_ascii_lowercase().parse::<Sleutel>() {
            Ok(sleutel) if ons => bouw.with_config(sleutel, waarde),
            _ => bouw,
        }
    });
    match adres {
        Adres::Bekend(url) => bouw.with_url(url.as_str()),
        Adres::Server { server, emmer } => bouw
            .with_config(Sleutel::S3Endpoint, server)
            .with_virtual_hosted_style_request(false)
            .with_bucket_name(emmer),
    }
}

/// The server that is named, in the address or in the environment.
fn server(bouw: &AmazonS3Builder) -> Option<String> {
    [Sleutel::S3Endpoint, Sleutel::Endpoint].iter().find_map(|deze| bouw.get_config_value(deze))
}

/// A server that is named with http:// is meant: the contents are sealed, and the secret is never sent.
fn zonder_tls_gevraagd(adres: &Adres, bouw: AmazonS3Builder) -> AmazonS3Builder {
    let kaal = server(&bouw).is_some_and(|server| server.starts_with("http://"));
    match adres {
        Adres::Server { .. } if kaal => bouw.with_allow_http(true),
        Adres::Bekend(url) if kaal && url.scheme().starts_with("s3") => bouw.with_allow_http(true),
        _ => bouw,
    }
}

/// On a server that is not Amazon's nobody hands out keys unasked.
fn controleer(adres: &Adres, bouw: &AmazonS3Builder) -> Result<(), StoreError> {
    let heeft = |sleutel| bouw.get_config_value(&sleutel).is_some();
    let wat = match (heeft(Sleutel::AccessKeyId), heeft(Sleutel::SecretAccessKey)) {
        (true, true) => return Ok(()),
        (true, false) => "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not: set both",
        (false, true) => "AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not: set both",
        (false, false) => {
            let elders = heeft(Sleutel::WebIdentityTokenFile)
                || heeft(Sleutel::ContainerCredentialsRelativeUri)
                || heeft(Sleutel::ContainerCredentialsFullUri)
                || bouw.get_config_value(&Sleutel::SkipSignature).as_deref() == Some("true");
            let van_amazon = matches!(adres, Adres::Bekend(_)) && server(bouw).is_none();
            if elders || van_amazon {
                return Ok(());
            }
            "there is nothing to log in with: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        }
    };
    Err(StoreError::GeenEmmer { wat })
}

/// How messages call it.
fn noem(adres: &Adres, map: &Path, bouw: &AmazonS3Builder) -> Result<String, StoreError> {
    let met_map = |basis: &str| match map.as_ref() {
        "" => basis.to_owned(),
        map => format!("{basis}/{map}"),
    };
    match adres {
        Adres::Server { server, emmer } => Ok(met_map(&format!("{server}/{emmer}"))),
        Adres::Bekend(url) => {
            let mut uit = url.as_str().trim_end_matches('/').to_owned();
            if let Some(server) = server(bouw) {
                let onleesbaar =
                    |_| StoreError::GeenEmmer { wat: "AWS_ENDPOINT_URL cannot be read" };
                let server = Url::parse(&server).map_err(onleesbaar)?;
                zonder_geheim(&server)?;
                uit = format!("{uit} at {}", &server[..Position::BeforePath]);
            }
            Ok(uit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emmer(url: &str, omgeving: &[(&str, &str)]) -> Result<Emmer, String> {
        let omgeving = omgeving.iter().map(|(naam, waarde)| ((*naam).into(), (*waarde).into()));
        Emmer::new(url, omgeving.collect::<Vec<_>>()).map_err(|fout| fout.to_string())
    }

    const INLOG: [(&str, &str); 2] =
        [("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7"), ("AWS_SECRET_ACCESS_KEY", "geheim")];

    #[test]
    fn an_address_names_bucket_folder_and_server_and_shows_no_key() {
        let naam = |url, extra: &[(&str, &str)]| {
            let emmer = emmer(url, &[&INLOG[..], extra].concat()).unwrap();
            assert!(!format!("{emmer:?}").contains("geheim"), "{emmer:?}");
            assert!(!format!("{emmer:?}").contains("AKIA"), "{emmer:?}");
            (emmer.to_string(), emmer.map.to_string())
        };
        let paar = |een: &str, twee: &str| (een.to_owned(), twee.to_owned());
        assert_eq!(naam("s3://klachten", &[]), paar("s3://klachten", ""));
        assert_eq!(naam("s3://klachten/a/b/", &[]), paar("s3://klachten/a/b", "a/b"));
        let server = [("AWS_ENDPOINT_URL", "http://minio:9000")];
        let hoort = paar("s3://klachten/a at http://minio:9000", "a");
        assert_eq!(naam("s3://klachten/a", &server), hoort);
        let hoort = paar("https://s3.example:9000/klachten/a", "a");
        assert_eq!(naam("https://s3.example:9000/klachten/a", &[]), hoort);
        // What the address says holds, whatever the environment has.
        assert_eq!(naam("https://s3.example:9000/klachten/a", &server), hoort);
        let aws = "https://klachten.s3.eu-west-1.amazonaws.com/a";
        assert_eq!(naam(aws, &[]), paar(aws, "a"));
        let aws = "https://s3.eu-west-1.amazonaws.com/klachten/a";
        assert_eq!(naam(aws, &[]), paar(aws, "a"));
    }

    #[test]
    fn what_is_no_address_is_refused_with_what_to_do_and_is_not_repeated() {
        for (url, zegt) in [
            ("klachten", "it cannot be read"),
            ("https://AKIA:geheim@s3.example/klachten", "set AWS_ACCESS_KEY_ID"),
            ("s3://AKIA:geheim@klachten", "set AWS_ACCESS_KEY_ID"),
            ("https://s3.example/klachten?X-Amz-Credential=AKIA", "set AWS_ACCESS_KEY_ID"),
            ("https://s3.example", "it names no bucket"),
            ("file:///geheim", "another kind of store"),
            ("gs://geheim", "another kind of store"),
        ] {
            let fout = emmer(url, &INLOG).unwrap_err();
            assert!(fout.contains(zegt), "{url}: {fout}");
            assert!(fout.contains("s3://bucket/folder"), "{fout}");
            assert!(!fout.contains("geheim") && !fout.contains("AKIA"), "{fout}");
        }
        let fout = emmer("https://s3.example/k", &[]).unwrap_err();
        assert!(fout.contains("there is nothing to log in with"), "{fout}");
        let server = ("AWS_ENDPOINT_URL", "https://minio:9000");
        let fout = emmer("s3://k", &[server]).unwrap_err();
        assert!(fout.contains("there is nothing to log in with"), "{fout}");
        for half in INLOG {
            let fout = emmer("s3://k", &[half]).unwrap_err();
            assert!(fout.contains("set both") && !fout.contains("geheim"), "{fout}");
        }
        let fout = emmer("s3://k", &[&INLOG[..], &[("AWS_ALLOW_HTTP", "misschien")]].concat());
        assert!(fout.unwrap_err().contains("cannot be read"));
        let lek = ("AWS_ENDPOINT_URL", "http://a:geheim@minio:9000");
        let fout = emmer("s3://k", &[&INLOG[..], &[lek]].concat()).unwrap_err();
        assert!(!fout.contains("geheim"), "{fout}");
        // On Amazon's own machines keys come from the machine.
        assert!(emmer("s3://k", &[]).is_ok());
    }
}
