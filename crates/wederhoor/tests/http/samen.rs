//! Two people at once.

use crate::{klacht::*, server::Server};

#[test]
fn verken() {
    let map = tempfile::tempdir().unwrap();
    let server = Server::demo(map.path());
    println!("{:?}", server.demoklachten());
    for wie in ["bestuur", "functionaris", "medewerker"] {
        let b = server.browser();
        let f = b.open(&url("werk/inloggen")).formulier("werk/inloggen");
        println!("{f:?}");
        let p = b.stuur(&f.zet("email", format!("{wie}@livio.example")).zet("wachtwoord", "demo-wederhoor-2026"));
        println!("{wie} {} {}", p.pad, p.tekst());
        for (nummer, _) in server.demoklachten() {
            let d = b.open(&url(&format!("werk/dossier/{nummer}")));
            println!("{nummer} {} {:?}", d.status, d.koppelingen("/doe/"));
        }
    }
}
