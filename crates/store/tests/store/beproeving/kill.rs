//! `kill -9` at random moments, in the midst of starting too.

use toetsbank::{motor::Motor, op_beide};

use super::{Proef, Toeval, rondes};

async fn what_was_acknowledged_survives_a_kill_at_any_moment(motor: Motor) {
    let mut toeval = Toeval::new("kill");
    let mut proef = Proef::new("kill", motor);
    for _ in 0..rondes(6, 1) {
        if proef.is_vol() {
            proef = proef.opnieuw(motor);
        }
        let mut leven = proef.begin();
        // One in four while it opens; the others after so many acts, however fast the machine is.
        if toeval.onder(4) > 0 {
            leven.wacht_tot_open();
            leven.wacht_op_meer(usize::try_from(toeval.onder(60)).unwrap());
            std::thread::sleep(toeval.millis(0, 30));
        } else {
            std::thread::sleep(toeval.millis(1, 350));
        }
        let gezegd = leven.dood();
        assert!(gezegd.fouten.is_empty(), "{:?}", gezegd.fouten);
        proef.neem(gezegd);
        proef.oordeel().await;
    }
    proef.klaar();
}

op_beide!(what_was_acknowledged_survives_a_kill_at_any_moment);
