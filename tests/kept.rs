//! What is kept, in real Chromium, while things go wrong: the browser is killed, stores fail, are
//! wiped, rolled back and damaged, tabs write side by side and sleep. In all of it what the page
//! called saved is there again, and nothing comes back that was taken away.

#[path = "browser/chrome.rs"]
mod chrome;
#[path = "browser/faults.rs"]
mod faults;
#[path = "browser/kept.rs"]
mod kept;
#[path = "browser/packing.rs"]
mod packing;
#[path = "browser/past.rs"]
mod past;
#[path = "browser/torn.rs"]
mod torn;

use chrome::{Browser, House, Profile, run};
use kept::{Kills, calls_that_fail, tabs_side_by_side};
use serde_json::json;

/// Killed at forty random instants, and opened again after each.
#[test]
fn what_is_called_saved_outlives_a_kill() {
    kept::kills(Kills { count: 40, pause_ms: 25, instant_ms: 500 });
}

#[test]
fn a_write_cut_short_by_a_kill_costs_nothing_that_was_saved_before() {
    torn::in_turn();
}

/// Every third call to a store fails in turn, once, and then from that call on; `make soak` takes all.
#[test]
fn a_call_that_fails_loses_nothing_that_is_called_saved() {
    calls_that_fail(3);
}

#[test]
fn packing_that_fails_loses_nothing() {
    packing::every_call_fails();
}

#[test]
fn three_tabs_end_alike_though_one_slept() {
    tabs_side_by_side(60);
}

#[test]
fn one_seat_signs_once_in_whatever_tab() {
    faults::one_signature();
}

#[test]
fn a_tab_closed_right_after_a_tick_keeps_it() {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(6).await?;
        let home = page.driver.window().await?;
        for count in 1..=5 {
            page.driver.new_tab().await.map(|_| ())?;
            let tab = page.driver.windows().await?.into_iter().find(|it| *it != home);
            page.driver.switch_to_window(tab.expect("a second tab")).await?;
            page.put_desk().await?;
            page.open(&place).await?;
            page.ask("await desk.ready(); desk.tick(1)", vec![]).await?;
            page.driver.close_window().await?;
            page.driver.switch_to_window(home.clone()).await?;
            page.open(&place).await?;
            assert_eq!(page.settled().await?.ticked(), count);
        }
        Ok(())
    });
}

/// Either store is wiped, or set back to what it was three ticks ago.
#[test]
fn a_store_that_is_wiped_or_set_back_is_made_good_from_the_other() {
    run(async {
        let (house, profile) = (House::open(), Profile::new());
        let browser = Browser::start(&profile);
        let page = browser.page(&house).await?;
        page.open("").await?;
        let place = page.begin(20).await?;
        page.ask("localStorage.setItem('another', 'theirs'); await desk.tick(3)", vec![]).await?;
        page.settled().await?;
        let old_local = page.ask("return { ...localStorage }", vec![]).await?;
        let read = "const keys = await desk.vault('readonly', (it) => it.getAllKeys()); \
                    const texts = await desk.vault('readonly', (it) => it.getAll()); \
                    return keys.map((key, n) => [key, texts[n]])";
        let old_vault = page.ask(read, vec![]).await?;
        page.ask("await desk.tick(3)", vec![]).await?;
        page.settled().await?;
        let empty = [json!({ "another": "theirs" }), json!([])];
        for (local, vault) in [
            (Some(&empty[0]), None),
            (None, Some(&empty[1])),
            (Some(&old_local), None),
            (None, Some(&old_vault)),
        ] {
            page.open("plans/none").await?;
            if let Some(local) = local {
                let back = "localStorage.clear(); for (const key in given[0]) localStorage[key] = given[0][key]";
                page.ask(back, vec![local.clone()]).await?;
            }
            if let Some(vault) = vault {
                let back = "await desk.vault('readwrite', (it) => { it.clear(); for (const [key, text] of given[0]) it.put(text, key); })";
                page.ask(back, vec![vault.clone()]).await?;
            }
            page.open(&place).await?;
            let seen = page.settled().await?;
            assert_eq!((seen.ticked(), seen.notes()), (6, ""));
        }
        assert_eq!(page.ask("return localStorage.another", vec![]).await?, json!("theirs"));
        Ok(())
    });
}

#[test]
fn without_room_it_is_said_and_the_file_is_offered() {
    faults::no_room();
}

#[test]
fn a_disk_that_hangs_is_told_and_what_waited_is_saved_later() {
    faults::hanging();
}

#[test]
fn without_storage_the_run_goes_on_and_says_so() {
    faults::denied();
}

#[test]
fn a_run_that_never_started_is_none() {
    faults::unstarted();
}

#[test]
fn a_copy_is_made_and_read_where_the_first_cannot_be() {
    faults::copied();
}

#[test]
fn what_is_damaged_is_made_good_or_told() {
    faults::damaged();
}

#[test]
fn an_older_version_beside_is_heard() {
    faults::older_version_beside();
}

#[test]
fn a_later_version_is_left_alone_and_named() {
    faults::newer_version();
}

#[test]
fn what_the_browser_promised_is_told() {
    faults::promises();
}

#[test]
fn a_removed_run_stays_removed() {
    faults::removed();
}

#[test]
fn a_clock_that_moves_loses_no_tick() {
    faults::moved_clock();
}

#[test]
fn ten_minutes_in_another_tab_lose_nothing() {
    faults::long_hidden();
}

#[test]
fn a_page_that_is_left_at_once_is_in_nobodys_way() {
    faults::left_at_once();
}
