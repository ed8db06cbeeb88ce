//! The brake on guessing. Always holds: an attempt is counted before it is judged, so that many at
//! once count as many; what is counted is a hash of an address, never the address; an account that
//! does not exist is braked like one that does.

use std::net::IpAddr;

use jiff::Timestamp;
use store::{
    Bij, Huissleutels, Store, StoreError, Tenant, Transactie,
    sea_orm::{ConnectionTrait, Value},
    vergrendel, vraag,
};

/// What is counted for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sleutel<'a> {
    /// One account, by its e-mail address.
    Account(&'a str),
    /// One complaint, by its number.
    Nummer(&'a str),
    /// Where the visitor comes from.
    Herkomst(IpAddr),
}

/// When the brake takes hold, and how hard.
#[derive(Clone, Copy, Debug)]
struct Maat {
    /// So many failures cost nothing.
    vrij: i64,
    /// Seconds after the first one too many; each next one doubles it.
    eerste: i64,
    /// It never takes longer than this, in seconds.
    hoogstens: i64,
    /// After so many quiet seconds all is forgotten.
    vergeet: i64,
}

const EEN: Maat = Maat { vrij: 5, eerste: 30, hoogstens: 15 * 60, vergeet: 60 * 60 };
/// A whole office may share one address.
const HUIS: Maat = Maat { vrij: 40, ..EEN };

/// Not now: how long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wacht {
    /// Seconds from now; at least 1.
    pub seconden: u32,
}

/// For the person who waits: `U kunt het over 1 minuut en 30 seconden weer proberen.`
impl std::fmt::Display for Wacht {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let deel = |aantal: u32, een: &str, meer: &str| match aantal {
            0 => None,
            1 => Some(format!("1 {een}")),
            _ => Some(format!("{aantal} {meer}")),
        };
        let delen: Vec<String> = [
            deel(self.seconden / 60, "minuut", "minuten"),
            deel(self.seconden % 60, "seconde", "seconden"),
        ]
        .into_iter()
        .flatten()
        .collect();
        write!(f, "U kunt het over {} weer proberen.", delen.join(" en "))
    }
}

/// How often it went wrong for one key. All in seconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Teller {
    pogingen: i64,
    laatste_op: i64,
    vrij_op: i64,
}

impl Teller {
    /// One more attempt, that may fail: the new count, or how long to wait.
    fn met_poging(self, maat: Maat, nu: i64) -> Result<Self, Wacht> {
        if self.vrij_op > nu {
            let nog = u32::try_from(self.vrij_op - nu).unwrap_or(u32::MAX);
            return Err(Wacht { seconden: nog });
        }
        let eerder = if nu - self.laatste_op > maat.vergeet { 0 } else { self.pogingen };
        let pogingen = eerder + 1;
        let teveel = pogingen - maat.vrij;
        let wacht = match u32::try_from(teveel) {
            // Past 2^20 times the first wait, any wait is the longest.
            Ok(keer) => (maat.eerste << keer.min(20)).min(maat.hoogstens),
            Err(_) => 0,
        };
        Ok(Self { pogingen, laatste_op: nu, vrij_op: nu + wacht })
    }

    /// The attempt was a good one after all: it does not count.
    fn zonder_poging(self) -> Self {
        Self { pogingen: (self.pogingen - 1).max(0), vrij_op: 0, ..self }
    }
}

impl Sleutel<'_> {
    fn maat(self) -> Maat {
        match self {
            Self::Account(_) | Self::Nummer(_) => EEN,
            Self::Herkomst(_) => HUIS,
        }
    }

    /// As it is stored: a token, that tells nobody which address or number it was.
    fn kenmerk(self, huis: &Huissleutels) -> Vec<u8> {
        huis.token("aanmeldpoging", &self.tekst())
    }

    fn tekst(self) -> String {
        match self {
            Self::Account(email) => format!("account {email}"),
            Self::Nummer(nummer) => format!("nummer {nummer}"),
            Self::Herkomst(ip) => format!("herkomst {:?}", netwerk(ip)),
        }
    }
}

/// A visitor has one IPv4 address, but a whole /64 of IPv6.
fn netwerk(ip: IpAddr) -> Vec<u8> {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.octets().to_vec(),
        IpAddr::V6(ip) => ip.octets()[..8].to_vec(),
    }
}

/// Counts an attempt for all keys, or for none when one of them must wait.
pub(crate) async fn tel(
    store: &Store,
    tenant: &Tenant,
    sleutels: &[Sleutel<'_>],
    nu: Timestamp,
) -> Result<Result<(), Wacht>, StoreError> {
    let (huis, wie) = (store.huis(tenant).await?, tenant.clone());
    let sleutels: Vec<_> = sleutels.iter().map(|s| (s.kenmerk(&huis), s.maat())).collect();
    let nu = nu.as_second();
    store
        .schrijf(tenant, move |tx| {
            Box::pin(async move {
                vergrendel_alle(tx, &wie, sleutels.iter().map(|(kenmerk, _)| kenmerk)).await?;
                let mut nieuw = Vec::new();
                let mut wacht: Option<Wacht> = None;
                for (kenmerk, maat) in sleutels {
                    match lees(tx, &wie, &kenmerk).await?.met_poging(maat, nu) {
                        Ok(teller) => nieuw.push((kenmerk, teller)),
                        Err(langer) => wacht = wacht.max(Some(langer)),
                    }
                }
                if let Some(wacht) = wacht {
                    return Ok(Err(wacht));
                }
                for (kenmerk, teller) in nieuw {
                    schrijf(tx, &wie, kenmerk, teller).await?;
                }
                Ok(Ok(()))
            })
        })
        .await
}

/// The attempt was good: forgets the one key, and takes the attempt back from the shared one.
pub(crate) async fn goed(
    tx: &Transactie,
    tenant: &Tenant,
    eigen: Vec<u8>,
    gedeeld: Vec<u8>,
) -> Result<(), StoreError> {
    const WEG: &str = "DELETE FROM aanmeldpoging WHERE tenant = $1 AND sleutel = $2";
    vergrendel_alle(tx, tenant, [&eigen, &gedeeld]).await?;
    let waarden = [tenant.as_str().into(), eigen.into()];
    tx.execute_raw(vraag(tx, WEG, waarden)).await.bij("forgetting failed log-ins")?;
    let teller = lees(tx, tenant, &gedeeld).await?;
    schrijf(tx, tenant, gedeeld, teller.zonder_poging()).await
}

/// Many attempts at once, also at several processes, are counted one after the other.
async fn vergrendel_alle<'a>(
    tx: &Transactie,
    tenant: &Tenant,
    kenmerken: impl IntoIterator<Item = &'a Vec<u8>>,
) -> Result<(), StoreError> {
    let mut kenmerken: Vec<_> = kenmerken.into_iter().collect();
    kenmerken.sort();
    for kenmerk in kenmerken {
        vergrendel(tx, tenant, kenmerk).await?;
    }
    Ok(())
}

/// The keys as [`goed`] takes them.
pub(crate) fn kenmerken(
    huis: &Huissleutels,
    eigen: Sleutel<'_>,
    gedeeld: Sleutel<'_>,
) -> (Vec<u8>, Vec<u8>) {
    (eigen.kenmerk(huis), gedeeld.kenmerk(huis))
}

/// Throws away what is forgotten by now.
pub(crate) async fn ruim_op(
    tx: &Transactie,
    tenant: &Tenant,
    nu: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM aanmeldpoging WHERE tenant = $1 AND laatste_op < $2";
    let sinds = nu.as_second() - EEN.vergeet - EEN.hoogstens;
    let waarden = [tenant.as_str().into(), sinds.into()];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("clearing log-in attempts")?;
    Ok(())
}

async fn lees(tx: &Transactie, tenant: &Tenant, kenmerk: &[u8]) -> Result<Teller, StoreError> {
    const SQL: &str = "SELECT pogingen, laatste_op, vrij_op FROM aanmeldpoging \
        WHERE tenant = $1 AND sleutel = $2";
    const WAT: &str = "reading log-in attempts";
    let waarden: [Value; 2] = [tenant.as_str().into(), kenmerk.to_vec().into()];
    match tx.query_one_raw(vraag(tx, SQL, waarden)).await.bij(WAT)? {
        None => Ok(Teller::default()),
        Some(rij) => Ok(Teller {
            pogingen: rij.try_get_by(0).bij(WAT)?,
            laatste_op: rij.try_get_by(1).bij(WAT)?,
            vrij_op: rij.try_get_by(2).bij(WAT)?,
        }),
    }
}

async fn schrijf(
    tx: &Transactie,
    tenant: &Tenant,
    kenmerk: Vec<u8>,
    teller: Teller,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO aanmeldpoging (tenant, sleutel, pogingen, laatste_op, vrij_op) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant, sleutel) DO UPDATE SET \
        pogingen = excluded.pogingen, laatste_op = excluded.laatste_op, vrij_op = excluded.vrij_op";
    let waarden: [Value; 5] = [
        tenant.as_str().into(),
        kenmerk.into(),
        teller.pogingen.into(),
        teller.laatste_op.into(),
        teller.vrij_op.into(),
    ];
    tx.execute_raw(vraag(tx, SQL, waarden)).await.bij("counting a log-in attempt")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_are_free_and_then_each_one_doubles_the_wait() {
        let (mut teller, mut nu) = (Teller::default(), 1_000_000);
        let mut wachttijden = Vec::new();
        for _ in 0..12 {
            teller = teller.met_poging(EEN, nu).unwrap();
            wachttijden.push(teller.vrij_op - nu);
            nu = teller.vrij_op.max(nu + 1);
        }
        assert_eq!(wachttijden, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn who_does_not_wait_is_told_exactly_how_long_and_is_not_counted() {
        let teller = Teller { pogingen: 6, laatste_op: 100, vrij_op: 160 };
        assert_eq!(teller.met_poging(EEN, 70), Err(Wacht { seconden: 90 }));
        assert_eq!(
            Wacht { seconden: 90 }.to_string(),
            "U kunt het over 1 minuut en 30 seconden weer proberen."
        );
        assert_eq!(Wacht { seconden: 1 }.to_string(), "U kunt het over 1 seconde weer proberen.");
        assert_eq!(Wacht { seconden: 120 }.to_string(), "U kunt het over 2 minuten weer proberen.");
    }

    #[test]
    fn an_hour_of_rest_forgets_all() {
        let teller = Teller { pogingen: 30, laatste_op: 0, vrij_op: 900 };
        assert_eq!(teller.met_poging(EEN, 3600).unwrap().pogingen, 31);
        assert_eq!(teller.met_poging(EEN, 3601).unwrap().pogingen, 1);
    }

    #[test]
    fn a_visitor_is_one_however_many_addresses_of_his_network_he_uses() {
        let sleutel = |ip: &str| Sleutel::Herkomst(ip.parse().unwrap()).tekst();
        assert_eq!(sleutel("2001:db8:1:2::7"), sleutel("2001:db8:1:2:ffff::9"));
        assert_ne!(sleutel("2001:db8:1:2::7"), sleutel("2001:db8:1:3::7"));
        assert_eq!(sleutel("192.0.2.7"), sleutel("::ffff:192.0.2.7"));
        assert_ne!(sleutel("192.0.2.7"), sleutel("192.0.2.8"));
    }
}
