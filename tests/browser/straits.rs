//! The page where a browser cannot all that it should: it has no keys, its stores are slow. And what
//! only a browser knows of languages: which noun a number takes, and how a number is written.

use super::room::{begun, end_and_sign_by_mouse, reached};
use super::{Page, in_browser, walk};
use holdpoint::words::Lang;
use holdpoint::words::plural::{Form, form, number};
use serde_json::json;
use thirtyfour::prelude::*;

/// Puts a script under the page that is loaded next, and loads it.
pub(super) async fn under(page: &Page, script: &str) -> WebDriverResult<()> {
    let script = json!({ "source": script });
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
    page.driver.refresh().await?;
    page.shown("#choose").await?;
    Ok(())
}

#[test]
fn where_there_is_no_key_a_name_is_given_all_the_same_and_the_report_says_what_it_is_worth() {
    in_browser(|page| async move {
        let none = "for (const name of ['generateKey', 'importKey', 'sign', 'verify']) { \
            const was = SubtleCrypto.prototype[name]; \
            SubtleCrypto.prototype[name] = function (...given) { \
                if (given.some((it) => (it?.name ?? it) === 'Ed25519')) { \
                    return Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')); \
                } \
                return was.apply(this, given); \
            }; }";
        under(&page, none).await?;
        begun(&page).await?;
        end_and_sign_by_mouse(&page, "перенесено на завтра").await?;
        let signed = page.texts(".signed li").await?.join(" ");
        assert!(signed.contains("Орлова"), "{signed}");
        assert!(page.driver.find_all(By::Css(".signed .by-key")).await?.is_empty(), "{signed}");
        page.told("Отчёт самозаверен: изменения обнаружимы, но подписи ключом нет.").await?;
        page.press(".side .seg button:last-child").await?;
        page.told("The report is tamper-evident, self-attested").await?;
        Ok(())
    });
}

/// The stores answer only when the test lets them: what is brought together behind a run must not
/// take a form away in which somebody is about to type.
#[test]
fn a_form_that_was_opened_stays_open_when_the_stores_answer() {
    in_browser(|page| async move {
        let slow = "const gate = new Promise((done) => { window.letGo = done; }); \
            const own = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess'); \
            Object.defineProperty(IDBRequest.prototype, 'onsuccess', { ...own, set(hear) { \
                own.set.call(this, hear && ((event) => gate.then(() => hear.call(this, event)))); \
            } });";
        under(&page, slow).await?;
        begun(&page).await?;
        page.press("#override").await?;
        reached(&page, "#ask").await?;
        page.driver
            .execute("document.querySelector('#ask').dataset.mine = ''; letGo()", vec![])
            .await?;
        page.shown("#kept.saved").await?;
        walk::settled(&page).await?;
        reached(&page, "#ask[data-mine]").await?;
        Ok(())
    });
}

/// One criterion that came true is told once: by the strap, which has the moves there are.
#[test]
fn a_criterion_that_came_true_is_announced_once() {
    in_browser(|page| async move {
        begun(&page).await?;
        page.press(".watch li .acts button").await?;
        page.fill(".watch #ask", "6,2 %").await?;
        page.press(".watch .ask .back").await?;
        page.shown(".strap.alarm").await?;
        // The alarm itself sounds with the next beat of the clock, and stands in the title.
        for _ in 0..250 {
            if page.ask("return document.title").await?.starts_with('●') {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert!(page.ask("return document.title").await?.starts_with('●'));
        // Its own row and the gate say how they stand; nobody else repeats it.
        let spoken = "return [...document.querySelectorAll('[role=alert], [role=status]')] \
            .filter((it) => it.checkVisibility() && it.textContent.includes('доля ошибок')) \
            .filter((it) => !it.closest('.watch, .lacking')) \
            .length + ''";
        assert_eq!(page.ask(spoken).await?, "1");
        // Where there is no strap, the bar tells it.
        page.press("#to-report").await?;
        page.shown(".alarms .grave").await?;
        Ok(())
    });
}

/// CLDR as the browser has it, and numbers as the language writes them.
#[test]
fn nouns_and_numbers_are_those_of_the_language() {
    in_browser(|page| async move {
        let counts: Vec<usize> =
            (0..=200).chain([1000, 1001, 9999, 10_000, 999_999, 1_000_000]).collect();
        let ask = "const [tag, counts] = arguments; \
            const rules = new Intl.PluralRules(tag), write = new Intl.NumberFormat(tag); \
            return counts.map((n) => `${rules.select(n)} ${write.format(n)}`)";
        for lang in Lang::ALL {
            let given = vec![json!(lang.tag()), json!(counts)];
            let told: Vec<String> = page.driver.execute(ask, given).await?.convert()?;
            for (n, told) in counts.iter().zip(told) {
                let own = match (lang, form(lang, *n)) {
                    (_, Form::One) => "one",
                    (_, Form::Few) => "few",
                    (Lang::Ru, Form::Many) => "many",
                    (Lang::En, Form::Many) => "other",
                };
                assert_eq!(format!("{own} {}", number(lang, *n)), told, "{lang:?} {n}");
            }
        }
        Ok(())
    });
}
