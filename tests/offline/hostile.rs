//! Plans that try to act, in each place where the words of a plan are shown or exported.

use super::chrome::{Browser, Desk, run};
use super::proxy::{elsewhere, flags, proxy};
use serde_json::json;
use std::fmt::Write;
use std::net::TcpListener;
use thirtyfour::prelude::*;

/// What a plan would like to be read as.
const PAYLOADS: [&str; 9] = [
    "<script>alert(1)</script>",
    "<img src=http://127.0.0.1:CANARY/img onerror=alert(2)>",
    "<svg onload=alert(3)><use href=http://127.0.0.1:CANARY/svg#x></svg>",
    "</title></textarea></style></template></script><iframe srcdoc='<script>alert(4)</script>'>",
    "\"><input autofocus onfocus=alert(5) x='",
    "<link rel=stylesheet href=http://127.0.0.1:CANARY/css><base href=http://127.0.0.1:CANARY/>",
    "<meta http-equiv=refresh content=\"0;url=http://127.0.0.1:CANARY/meta\">",
    "--><form action=http://127.0.0.1:CANARY/form><button>x</button></form><!--",
    "{{constructor.constructor('alert(6)')()}}`${alert(7)}`\u{202e}\u{2028}",
];

/// The payloads in every place of a plan.
fn plan(canary: u16) -> String {
    let payloads: Vec<String> =
        PAYLOADS.iter().map(|it| it.replace("CANARY", &canary.to_string())).collect();
    let mut plan = format!("# Release {}\n\n", payloads.join(" "));
    for payload in &payloads {
        // Writing to a string cannot fail.
        let _ = write!(
            plan,
            "## Stage {payload}\n\nOwner: {payload}\n\n- [ ] {payload} (owner: {payload})\n\
             - [ ] `{payload}` T-5 min\n  - Evidence: {payload}\n\n```{payload}\n{payload}\n```\n\n\
             **Go criteria {payload}:**\n\n- {payload} < 5%\n\n| Step | Owner |\n|--|--|\n\
             | {payload} | {payload} |\n\n[{payload}](javascript:alert(8)) \
             [x](http://127.0.0.1:{canary}/link \"{payload}\") ![y](http://127.0.0.1:{canary}/picture) \
             [z](data:text/html,<script>alert(9)</script>)\n\n- [ ] [a](javascript:alert(10)) \
             [b](JaVaScRiPt:alert(11)) [c](vbscript:x) [d](//127.0.0.1:{canary}/scheme)\n\n",
        );
    }
    plan.push_str("## Rollback\n\n1. Back\n");
    plan
}

/// Nodes that could act, and what is not ours among those that may.
const LIVE: &str = "const all = [...document.querySelectorAll('*')]; \
    const ours = (it) => it.hasAttribute('src') ? !it.src.includes('alert') : it.dataset.file !== undefined || it.dataset.start !== undefined; \
    return all.filter((it) => /^(iframe|object|embed|frame|base|img|video|audio|style|template)$/i.test(it.localName) && !(it.localName === 'style' && it.parentNode === document.head && document.querySelector('script[data-start]')) \
      || (it.localName === 'script' && !ours(it)) \
      || [...it.attributes].some((at) => /^on/i.test(at.name) || at.name === 'style' && /url/.test(at.value) || at.name === 'srcdoc' || /^(javascript|vbscript|data:text)/i.test(at.value.trim())) \
      || (it.localName === 'form' && it.hasAttribute('action')) \
      || (it.localName === 'meta' && /refresh/i.test(it.httpEquiv))).map((it) => it.outerHTML.slice(0, 200));";

async fn assert_dead(browser: &Browser, place: &str) -> WebDriverResult<()> {
    assert!(browser.driver.get_alert_text().await.is_err(), "a dialog: {place}");
    assert_eq!(browser.ask(LIVE).await?, json!([]), "{place}");
    Ok(())
}

pub fn nowhere() {
    run(async {
        let canary = TcpListener::bind("127.0.0.1:0").expect("a port");
        canary.set_nonblocking(true).expect("it need not wait");
        let number = canary.local_addr().expect("its number").port();
        let desk = Desk::new("hostile");
        let name = "a'\"><img src=x onerror=alert(1)>&amp;.md";
        desk.put(name, &plan(number)).put("b.md", &super::chrome::plan("B"));
        desk.holdpoint(&["build", name, "b.md", "-o", "www/sub", "--title", PAYLOADS[0]]);
        desk.holdpoint(&["pack", name, "-o", "packed.html"]);
        let server = desk.serve("www", 0);
        let (port, asked) = proxy();
        let flags = flags(port);
        let browser = Browser::start(&desk, &[&flags[0], &flags[1]]).await?;
        let page = "sub/a'%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&amp;.html";
        let on_disk = |path: &str| format!("file://{}", desk.0.join(path).display());
        let places = [server.site(page), on_disk("packed.html")];
        for place in &places {
            browser.driver.goto(place).await?;
            browser.shown("#onward").await?;
            assert_dead(&browser, place).await?;
            browser.begin().await?;
            assert_dead(&browser, &format!("a run at {place}")).await?;
        }
        // Nothing runs on these; what stands in them is looked at by the browser itself.
        browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
        for place in places.into_iter().chain([server.site("sub/"), on_disk("www/sub/index.html")])
        {
            browser.driver.goto(&place).await?;
            browser.shown("h1").await?;
            assert_dead(&browser, &format!("{place} without scripts")).await?;
        }
        assert!(canary.accept().is_err(), "somebody asked the canary");
        assert_eq!(elsewhere(&asked.take(), &server.site("")), [] as [String; 0]);
        browser.quit().await
    });
}
