//! The poller with a clock and a network of the test's own: what is asked when, and what comes of it.

use holdpoint::plan::read;
use holdpoint::run::watch::poller::{Ask, Heard, Pace, Poller};
use holdpoint::run::watch::{Answer, NoAnswer, Outcome, Post, State};

const PACE: Pace = Pace { every_ms: 10_000, timeout_ms: 5_000, worst_ms: 60_000, most: 2 };

/// Which addresses are asked.
fn fetched(asks: &[Ask]) -> Vec<usize> {
    let of = |ask: &Ask| match ask {
        Ask::Fetch { target, .. } => Some(*target),
        Ask::Judge { .. } | Ask::Drop { .. } => None,
    };
    asks.iter().filter_map(of).collect()
}

/// A poller of so many addresses that may all be asked, and the questions under way.
fn allowed(count: usize) -> (Poller, Vec<usize>) {
    let mut poller = Poller::new(PACE, count);
    let asks = (0..count).flat_map(|n| poller.step(0, Heard::Allowed(n, true), 0));
    let asked = fetched(&asks.collect::<Vec<_>>());
    (poller, asked)
}

#[test]
fn nothing_is_asked_before_it_is_allowed() {
    let mut poller = Poller::new(PACE, 3);
    for second in 0..100 {
        assert_eq!(poller.step(second * 1000, Heard::Beat, 7), []);
    }
    assert_eq!(fetched(&poller.step(100_000, Heard::Allowed(1, true), 7)), [1]);
    assert_eq!(poller.at_work(), 1);
}

#[test]
fn one_question_for_each_and_so_many_at_once() {
    let (mut poller, asked) = allowed(3);
    assert_eq!(asked, [0, 1], "two at once");
    assert_eq!(poller.step(1_000, Heard::Beat, 0), []);
    let asks = poller.step(2_000, Heard::Answered { ticket: 1, well: true }, 0);
    assert_eq!((asks[0], fetched(&asks)), (Ask::Judge { target: 0 }, vec![2]));
    let again = poller.step(2_500, Heard::Answered { ticket: 1, well: true }, 0);
    assert_eq!(again, [], "the same answer counts once");
}

#[test]
fn beats_are_absolute_and_a_sleep_is_slept_over_once() {
    let (mut poller, _) = allowed(1);
    poller.step(900, Heard::Answered { ticket: 1, well: true }, 0);
    assert_eq!(fetched(&poller.step(9_999, Heard::Beat, 0)), Vec::<usize>::new());
    assert_eq!(fetched(&poller.step(10_000, Heard::Beat, 0)), [0], "by the clock, not the answer");
    poller.step(11_000, Heard::Answered { ticket: 2, well: true }, 0);
    assert_eq!(fetched(&poller.step(3_600_000, Heard::Beat, 0)), [0], "at once after a sleep");
    poller.step(3_600_100, Heard::Answered { ticket: 3, well: true }, 0);
    assert_eq!(
        fetched(&poller.step(3_600_200, Heard::Beat, 0)),
        Vec::<usize>::new(),
        "and only once"
    );
}

#[test]
fn who_fails_is_asked_more_rarely_and_never_forgotten() {
    let (mut poller, _) = allowed(1);
    let (mut at_ms, mut waits) = (0, Vec::new());
    for ticket in 1..=6 {
        let failed_ms = at_ms;
        poller.step(at_ms, Heard::Answered { ticket, well: false }, 3);
        while fetched(&poller.step(at_ms, Heard::Beat, 3)).is_empty() {
            at_ms += 1_000;
        }
        waits.push((at_ms - failed_ms) / 10_000);
    }
    assert_eq!(waits, [1, 2, 4, 6, 6, 6], "tens of seconds");
}

#[test]
fn what_never_comes_back_is_a_time_out_and_stopping_drops_all() {
    let (mut poller, _) = allowed(2);
    let asks = poller.step(10_000, Heard::Beat, 0);
    assert!(asks.contains(&Ask::Drop { ticket: 1, target: 0, lost: true }), "{asks:?}");
    let (mut poller, _) = allowed(2);
    let asks = poller.step(1_000, Heard::Stopped(true), 0);
    assert_eq!(asks.len(), 2, "{asks:?}");
    assert_eq!((poller.at_work(), poller.step(99_000, Heard::Beat, 0)), (0, vec![]));
    assert_eq!(fetched(&poller.step(100_000, Heard::Stopped(false), 0)), [0, 1]);
}

#[test]
fn an_error_rate_that_rises_is_a_breach_and_a_hidden_answer_is_nothing() {
    let curl = "curl -s http://a/metrics | grep error_percent";
    let text = format!(
        "# P\n\n## Stage 1\n\n- [ ] Look: `{curl}`\n\n**Rollback criteria:**\n\n- Error rate > 5 %\n"
    );
    let (plan, _) = read(&text);
    let mut post = Post::new(&plan, None, PACE, 0);
    assert_eq!(post.state(0, 0), State::NotAllowed);
    let got = |value: u32| Answer::Got {
        status: 200,
        took_ms: 3,
        body: format!("error_percent {value}\n").into(),
        whole: true,
    };
    let answers = [got(1), got(1), got(1), got(9), got(9), Answer::Without(NoAnswer::Hidden)];
    let mut told = Vec::new();
    let mut orders = post.hear(0, Heard::Allowed(0, true), 0);
    for (n, answer) in (0..).zip(&answers) {
        let now_ms = n * 10_000;
        if n > 0 {
            orders = post.hear(now_ms, Heard::Beat, 0);
        }
        let (_, ticket, _) = orders.fetch[0];
        post.answered(now_ms, ticket, answer, 0);
        let (outcome, _) = post.vigil().watched()[0].outcome(now_ms);
        told.push(match outcome {
            Outcome::Within { .. } => "within",
            Outcome::Breached { .. } => "breached",
            Outcome::Unknown { .. } => "unknown",
        });
    }
    assert_eq!(told[3..5], ["unknown", "breached"], "{told:?}");
    assert_eq!(post.state(0, 0), State::Without(NoAnswer::Hidden));
    assert_eq!(post.seen(0, 0).sight.value, None);
}
