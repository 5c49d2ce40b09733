//! Sites of plans, plans in one file and the page without a network, in real Chromium: what a person
//! sees with the server gone, scripts off, a file opened from a disk, an update cut short; and that
//! a hostile plan does nothing in any of them.

#[path = "offline/chrome.rs"]
mod chrome;
#[path = "offline/hostile.rs"]
mod hostile;
#[path = "offline/pages.rs"]
mod pages;
#[path = "offline/proxy.rs"]
mod proxy;
#[path = "offline/worker.rs"]
mod worker;

#[test]
fn a_page_comes_alive_in_any_folder_and_breaks_no_policy() {
    pages::alive();
}

#[test]
fn a_page_is_read_and_ticked_without_scripts() {
    pages::without_scripts();
}

#[test]
fn one_file_opens_from_a_disk_and_keeps_a_run() {
    pages::packed();
}

#[test]
fn a_run_goes_from_one_file_to_another() {
    pages::packed_again();
}

#[test]
fn another_page_cannot_show_it_in_a_frame() {
    pages::framed();
}

#[test]
fn one_file_is_hardly_larger_than_its_parts() {
    pages::packed_size();
}

#[test]
fn the_app_opens_with_its_runs_when_the_server_is_gone() {
    worker::server_gone();
}

#[test]
fn an_update_that_is_not_whole_changes_nothing_and_a_whole_one_waits_for_a_press() {
    worker::update();
}

#[test]
fn no_request_leaves_the_page() {
    proxy::nothing_leaves();
}

#[test]
fn a_hostile_plan_does_nothing_anywhere() {
    hostile::nowhere();
}
