//! What a kill in the middle of a write leaves behind, put there on purpose.

use super::chrome::{Browser, House, Profile, run};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

/// The head of a record in the log of a database (a sum, a length of 200 bytes, its kind), and a tenth
/// of the rest.
const HALF: [u8; 27] = {
    let mut half = [b'?'; 27];
    [half[4], half[5], half[6]] = [200, 0, 1];
    half
};

/// After each kill a log ends in the middle of a record: that of the database, that of its copy, and so
/// on in turn. Chromium passes over such an end when it starts next, writes behind it, and clears the
/// whole when it reads that the time after.
pub fn in_turn() {
    const TICKS: usize = 5;
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let mut place = None::<String>;
        for (n, folder) in ["IndexedDB", "WebStorage"].iter().cycle().take(7).enumerate() {
            let browser = Browser::start(&profile);
            let page = browser.page(&house).await?;
            if let Some(place) = &place {
                page.open(place).await?;
            } else {
                page.open("").await?;
                place = Some(page.begin(40).await?);
            }
            let found = page.settled().await?;
            assert_eq!((found.ticked(), found.notes()), (n * TICKS, ""), "start {n}");
            page.ask("await desk.tick(given[0])", vec![TICKS.into()]).await?;
            assert_eq!(page.settled().await?.ticked(), (n + 1) * TICKS, "start {n}");
            page.ask("await desk.copied()", vec![]).await?;
            browser.kill();
            assert_eq!(tear(&profile.folder().join("Default").join(folder)), 1, "{folder}");
        }
        Ok(())
    });
}

/// Puts half a record behind each log below a folder; how many there are.
fn tear(folder: &Path) -> usize {
    let mut count = 0;
    for found in fs::read_dir(folder).expect("the browser keeps it there").flatten() {
        let path = found.path();
        if path.is_dir() {
            count += tear(&path);
        } else if path.extension().is_some_and(|it| it == "log") {
            let log = OpenOptions::new().append(true).open(path);
            log.and_then(|mut it| it.write_all(&HALF)).expect("a log takes bytes");
            count += 1;
        }
    }
    count
}
