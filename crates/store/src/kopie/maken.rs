//! Making a copy: into an archive, while servers run; or straight into another place, when they do not. Always
//! holds: a document that is not there is told, and is no reason to stop only when a destruction explains it
//! (or the operator said so).

use std::path::Path;

use jiff::Timestamp;

use super::{
    Gekopieerd, KopieError, Melder, Ontvanger, Soort, Stap, Weg,
    archief::Archief,
    document::{self, Stukken},
    foto::{Foto, Gelezen},
    inhoud::{FORMAAT, Kop, Wat},
    opzij,
    vullen::Doel,
};
use crate::{
    SleutelOpties, StoreOpties, StukId, Tenant,
    bergplaats::Bergplaats,
    grendel::{Gebruik, Grendel},
    openen,
    schot::Lezers,
    sleutels,
};

/// Into which archive.
#[derive(Clone)]
pub struct Bewaar<'a> {
    /// The file, that must not be there yet.
    pub naar: &'a Path,
    /// Who may open it.
    pub ontvangers: &'a [Ontvanger],
    /// The moment that it bears.
    pub nu: Timestamp,
    /// Goes on when a document has no file and nothing explains that.
    pub zonder_ontbrekende: bool,
    /// Who hears how far it is.
    pub meld: Melder,
}

/// Makes an archive of a register with its documents. No key is needed; servers may run on it.
///
/// # Errors
/// When something cannot be read or written, or a document is not there; then there is no archive.
pub async fn bewaar(opties: &StoreOpties, hoe: &Bewaar<'_>) -> Result<Gekopieerd, KopieError> {
    let db = openen::open_zonder_sleutels(opties).await?;
    let documenten = documenten(opties).await?;
    let uit = naar_archief(&db, Soort::Register, Some(documenten), hoe).await;
    db.sluit().await?;
    uit
}

/// Where the documents are of a register that is copied.
async fn documenten(van: &StoreOpties) -> Result<Bergplaats, KopieError> {
    let plaats = Bergplaats::open(van).await?;
    plaats.check_merk(&van.map).await?;
    Ok(plaats)
}

/// Makes an archive of the wrapped keys. The master key is not in it and is not needed.
///
/// # Errors
/// When something cannot be read or written; then there is no archive.
pub async fn bewaar_sleutels(
    opties: &SleutelOpties,
    hoe: &Bewaar<'_>,
) -> Result<Gekopieerd, KopieError> {
    let db = sleutels::openen::open_om_te_lezen(opties).await?;
    let uit = naar_archief(&db, Soort::Sleutels, None, hoe).await;
    db.sluit().await?;
    uit
}

async fn naar_archief(
    db: &Lezers,
    soort: Soort,
    documenten: Option<Bergplaats>,
    hoe: &Bewaar<'_>,
) -> Result<Gekopieerd, KopieError> {
    let foto = Foto::neem(db).await?;
    let kop = kop(soort, &foto, hoe.nu);
    let (naar, voor, erin) = (hoe.naar.to_owned(), hoe.ontvangers.to_vec(), kop.clone());
    let mut archief = Some(opzij(move || Archief::begin(&naar, &erin, &voor)).await?);
    let gelezen = foto
        .lees(&hoe.meld, async |plek, deel| {
            let tabel = kop.schema.tabellen.get(plek).map(|tabel| tabel.naam.clone());
            met(&mut archief, move |a| a.rijen(&tabel.unwrap_or_default(), &deel)).await
        })
        .await?;
    foto.sluit().await?;
    let Gelezen { mut wat, stukken } = gelezen;
    if let Some(plaats) = documenten {
        let meld = Melder::clone(&hoe.meld);
        let klus = move |archief: &mut Archief| {
            elk(&stukken, &meld, |tenant, stuk| archief.document(&plaats, tenant, stuk))
        };
        let gedaan = met(&mut archief, klus).await?;
        neem_over(&mut wat, db, gedaan, hoe.zonder_ontbrekende).await?;
    }
    let uit = Gekopieerd::van(&kop, wat.clone());
    met(&mut archief, move |archief| archief.klaar(wat)).await?;
    Ok(uit)
}

/// Copies a register with its documents to an empty place, on either engine, and checks it there. The door
/// is shut meanwhile: what is written after it would be lost when the other place is used.
///
/// # Errors
/// When a server runs on it, the other place is not empty, or something cannot be read or written; what is
/// half there is refused by whoever opens it.
pub async fn kopieer(
    van: &StoreOpties,
    naar: &StoreOpties,
    nu: Timestamp,
    meld: &Melder,
) -> Result<Gekopieerd, KopieError> {
    let db = openen::open_zonder_sleutels(van).await?;
    let dicht = Grendel::neem(&van.map, Gebruik::Alleen)?;
    let bron = documenten(van).await?;
    let foto = Foto::neem(&db).await?;
    let doel = Doel::register(naar, &foto.schema).await?;
    let kop = kop(Soort::Register, &foto, nu);
    let gelezen = foto.lees(meld, async |plek, deel| doel.rijen(plek, &deel).await).await?;
    foto.sluit().await?;
    let Gelezen { mut wat, stukken } = gelezen;
    if let Some(daar) = doel.documenten.clone() {
        let (hier, bericht) = (bron, Melder::clone(meld));
        let klus = move || {
            elk(&stukken, &bericht, |tenant, stuk| {
                let Some((mut bestand, bytes)) = document::open(&hier, tenant, stuk)? else {
                    return Ok(None);
                };
                let gelegd = document::leg_neer(&daar, tenant, stuk, &mut bestand);
                if let Some(fout) = bestand.fout() {
                    return Err(fout.into());
                }
                if gelegd? != bytes {
                    let stuk = document::naam(tenant, stuk);
                    return Err(KopieError::DocumentVerandert { stuk });
                }
                Ok(Some(bytes))
            })
        };
        neem_over(&mut wat, &db, opzij(klus).await?, false).await?;
    }
    doel.klaar(&wat, meld).await?;
    db.sluit().await?;
    drop(dicht);
    Ok(Gekopieerd::van(&kop, wat))
}

/// Copies the wrapped keys to an empty place, on either engine.
///
/// # Errors
/// When the other place is not empty, or something cannot be read or written.
pub async fn kopieer_sleutels(
    van: &SleutelOpties,
    naar: &SleutelOpties,
    nu: Timestamp,
    meld: &Melder,
) -> Result<Gekopieerd, KopieError> {
    let db = sleutels::openen::open_om_te_lezen(van).await?;
    let foto = Foto::neem(&db).await?;
    let doel = Doel::sleutels(naar, &foto.schema).await?;
    let kop = kop(Soort::Sleutels, &foto, nu);
    let gelezen = foto.lees(meld, async |plek, deel| doel.rijen(plek, &deel).await).await?;
    foto.sluit().await?;
    doel.klaar(&gelezen.wat, meld).await?;
    db.sluit().await?;
    Ok(Gekopieerd::van(&kop, gelezen.wat))
}

fn kop(soort: Soort, foto: &Foto, moment: Timestamp) -> Kop {
    let programma = env!("CARGO_PKG_VERSION").to_owned();
    Kop { formaat: FORMAAT, soort, programma, moment, schema: foto.schema.clone() }
}

/// Does something with an archive where it holds up nobody.
async fn met<T: Send + 'static>(
    archief: &mut Option<Archief>,
    klus: impl FnOnce(&mut Archief) -> Result<T, KopieError> + Send + 'static,
) -> Result<T, KopieError> {
    let Some(mut ons) = archief.take() else { return Err(KopieError::Afgebroken) };
    let (ons, uit) = opzij(move || {
        let uit = klus(&mut ons);
        Ok((ons, uit))
    })
    .await?;
    *archief = Some(ons);
    uit
}

/// How many documents, of how many bytes, and which have no file.
#[derive(Default)]
struct Gedaan {
    documenten: u64,
    bytes: u64,
    gemist: Vec<(Tenant, StukId)>,
}

/// Copies each document.
fn elk(
    stukken: &Stukken,
    meld: &Melder,
    mut kopieer: impl FnMut(&Tenant, StukId) -> Result<Option<u64>, KopieError>,
) -> Result<Gedaan, KopieError> {
    let totaal = stukken.aantal();
    let mut uit = Gedaan::default();
    for (nr, (tenant, stuk)) in (1..).zip(stukken.alle()) {
        let (tenant, stuk) = document::adres(tenant, stuk)?;
        match kopieer(&tenant, stuk)? {
            Some(bytes) => {
                uit.documenten += 1;
                uit.bytes += bytes;
            }
            None => uit.gemist.push((tenant, stuk)),
        }
        meld(Stap::Documenten(nr, totaal));
    }
    Ok(uit)
}

async fn neem_over(
    wat: &mut Wat,
    db: &Lezers,
    gedaan: Gedaan,
    zonder_ontbrekende: bool,
) -> Result<(), KopieError> {
    (wat.documenten, wat.documentbytes) = (gedaan.documenten, gedaan.bytes);
    wat.weg = document::verklaar(db, &gedaan.gemist).await?;
    let raadsels = wat.weg.iter().filter(|weg| !weg.verklaard);
    let stukken: Vec<String> = raadsels.map(|weg: &Weg| weg.stuk.clone()).collect();
    if stukken.is_empty() || zonder_ontbrekende {
        return Ok(());
    }
    Err(KopieError::DocumentenWeg { stukken })
}
