//! Tests of what may be old or dated wrong: kept answers and wrong clocks (row 43), slips of the publisher (row 44).

use super::event::{Effect, Event, Failure, FetchProblem, Headers};
use super::fixture::{Bench, DAILY, by, feed, kept, later, pinned, stamp, stored};
use crate::feed::time::{DAY, Moment};

#[test]
fn row_44_a_later_publication_is_shown_whatever_its_number_and_its_publisher_told() {
    // As before; then with too low a number, with the same one, and with one that is too high.
    for (seq, told) in [
        (12, None),
        (1, Some(Failure::Miscounted)),
        (11, Some(Failure::Miscounted)),
        (99, None),
    ] {
        for from_storage in [false, true] {
            let mut bench = Bench::new(1);
            let stored = from_storage.then(|| stored(11)).flatten();
            bench.send(Event::Started(stored));
            if !from_storage {
                bench.answer(0, feed(11, "X"));
                bench.until_fetch();
            }
            bench.answer(0, later(4, seq, "Neu"));
            assert_eq!(bench.seq(), Some(seq.into()));
            assert_eq!(bench.reports(), Vec::from_iter(told.clone()));
            assert_eq!(bench.machine.fetch_problem(), None);
            // It is told once, and the earlier one does not come back.
            bench.until_fetch();
            bench.answer(0, later(4, seq, "Neu"));
            assert_eq!(bench.reports(), []);
            bench.until_fetch();
            bench.answer(0, feed(98, "X"));
            assert_eq!(bench.reports(), [Failure::Older]);
            assert_eq!(bench.seq(), Some(seq.into()));
        }
    }
}

#[test]
fn row_44_what_is_dated_ahead_wins_nothing_and_what_follows_it_wins() {
    let year = 366 * 24;
    // With the server's date and without.
    for ago in [Some(0), None] {
        let mut bench = Bench::started(1);
        let answer = |bench: &mut Bench, bytes| match ago {
            Some(ago) => bench.answer_of(0, ago, bytes),
            None => bench.answer(0, bytes),
        };
        answer(&mut bench, feed(5, "X"));
        bench.until_fetch();
        answer(&mut bench, later(year, 6, "Nächstes Jahr"));
        assert_eq!(bench.reports(), [Failure::Ahead]);
        assert_eq!(bench.seq(), Some(5));
        // Where nothing else is known it is shown, until there is another: one that was issued before counts too.
        let mut bench = Bench::started(1);
        answer(&mut bench, later(year, 6, "Nächstes Jahr"));
        assert_eq!(
            (bench.seq(), bench.reports()),
            (Some(6), vec![Failure::Ahead])
        );
        let time = bench.machine.time(bench.now);
        assert_eq!(time > bench.now.device, ago.is_none(), "{ago:?}");
        bench.until_fetch();
        answer(&mut bench, later(1, 7, "Richtig"));
        assert_eq!((bench.seq(), bench.reports()), (Some(7), vec![]));
        // Nor does it leave a wrong time behind.
        assert_eq!(bench.machine.time(bench.now), bench.now.device);
    }
}

#[test]
fn row_44_a_day_ahead_is_no_slip_and_a_slow_device_gets_what_is_new() {
    let mut bench = Bench::started(1);
    bench.answer(0, feed(5, "X"));
    bench.until_fetch();
    // The device's time is not five hours after the first feed.
    bench.answer(0, later(28, 6, "X"));
    assert_eq!((bench.seq(), bench.reports()), (Some(6), vec![]));
    for from_storage in [false, true] {
        let mut bench = Bench::new(1);
        bench.now.device = Moment(0);
        bench.send(Event::Started(from_storage.then(|| stored(5)).flatten()));
        let mut copy = None;
        for (seq, hours) in [(5, 0), (6, 48), (7, 480)] {
            bench.answer(0, later(hours, seq, "X"));
            // Nor does what was stored before come back.
            bench.send(Event::Recalled(copy.or(stored(5))));
            assert_eq!(bench.seq(), Some(seq.into()));
            copy = kept(&mut bench);
            bench.until_fetch();
        }
    }
}

#[test]
fn row_44_a_server_that_is_slow_keeps_nothing_new_from_a_device_that_is_right() {
    let mut bench = Bench::started(1);
    for (seq, hours) in [(1, -200), (2, -200), (3, 4)] {
        bench.answer_of(0, 259_200, later(hours, seq, "X"));
        assert_eq!((bench.seq(), bench.reports()), (Some(seq.into()), vec![]));
        bench.until_fetch();
    }
    // The time is not before the feed that is shown.
    assert!(bench.machine.time(bench.now) >= stamp("2024-02-22T14:00:00+01:00"));
}

#[test]
fn row_43_an_old_answer_is_not_checked_and_the_next_that_goes_on_tells_the_time() {
    let three_days = 259_200;
    // A device that is right behind a cache, or one that is fast; and one that is slow.
    for ago in [three_days, -three_days, 400, -400] {
        let mut bench = Bench::started(1);
        let date = bench.now.device.0 - ago;
        bench.answer_of(0, ago, later(-200, 1, "X"));
        assert_eq!(bench.contact(), (Moment(date), false));
        assert_eq!(bench.machine.fetch_problem(), None);
        // A copy is kept all the same: the next visit may have nothing else.
        assert!(bench.has(&Effect::Recall));
        // A slow device knows better at once.
        let time = bench.machine.time(bench.now);
        assert_eq!(time.0, bench.now.device.0.max(date));
        assert_eq!(bench.until_fetch(), 10_000);
        bench.answer_of(0, ago, later(-200, 1, "X"));
        let time = Moment(date + 10);
        assert_eq!(bench.machine.time(bench.now), time);
        assert_eq!(bench.contact(), (time, true));
        assert_eq!(bench.until_fetch(), 240_000);
        // From now on that server's time is the time.
        bench.answer_of(0, ago, later(-200, 1, "X"));
        assert_eq!(bench.contact(), (Moment(date + 250), true));
        assert_eq!(bench.machine.time(bench.now), Moment(date + 250));
    }
}

#[test]
fn row_43_what_is_answered_from_a_cache_again_is_not_checked_and_costs_one_request() {
    let mut bench = Bench::started(1);
    let began = bench.now.device;
    let date = Moment(began.0 - 259_200);
    let old = || Headers {
        date: Some(date),
        ..Headers::default()
    };
    bench.reply(0, old(), Ok(feed(1, "X")));
    let mut waits = Vec::new();
    for _ in 0..4 {
        waits.push(bench.until_fetch());
        bench.reply(0, old(), Ok(feed(1, "X")));
        assert_eq!(bench.contact(), (date, false));
        assert_eq!(
            bench.machine.fetch_problem(),
            Some(FetchProblem::Unreachable)
        );
    }
    assert_eq!(waits, [10_000, 240_000, 240_000, 240_000]);
    assert_eq!(bench.machine.time(bench.now), bench.now.device);
    // Whoever answers in the end is checked at once, and a cache later on takes nothing of that back.
    bench.until_fetch();
    bench.answer_of(0, 0, feed(1, "X"));
    let came = bench.now.device;
    assert_eq!(bench.contact(), (came, true));
    assert_eq!(bench.machine.fetch_problem(), None);
    bench.until_fetch();
    bench.reply(0, old(), Ok(feed(1, "X")));
    assert_eq!(bench.contact(), (came, true));
    assert_eq!(
        bench.machine.fetch_problem(),
        Some(FetchProblem::Unreachable)
    );
}

#[test]
fn row_43_a_proxys_answer_was_checked_when_it_says() {
    let mut bench = Bench::started(1);
    bench.answer_of(0, 240, feed(1, "X"));
    assert_eq!(bench.contact(), (Moment(bench.now.device.0 - 240), true));
    assert_eq!(bench.until_fetch(), 240_000);
    let headers = Headers {
        date: Some(Moment(bench.now.device.0 - 840)),
        age: Some(840),
        ..Headers::default()
    };
    bench.reply(0, headers, Ok(feed(1, "X")));
    assert_eq!(bench.contact(), (Moment(bench.now.device.0 - 840), true));
    assert_eq!(bench.until_fetch(), 240_000);
}

#[test]
fn row_43_another_mirror_that_is_current_is_enough() {
    let mut bench = Bench::started(2);
    bench.answer_of(0, 259_200, feed(1, "X"));
    bench.answer_of(1, 0, feed(1, "X"));
    assert!(bench.contact().1);
    assert_eq!(bench.until_fetch(), 240_000);
    assert_eq!(bench.fetches(), [1]);
}

#[test]
fn row_43_a_device_that_has_slept_asks_a_server_anew_whether_it_is_fast() {
    let mut bench = Bench::started(1);
    for _ in 0..2 {
        bench.answer_of(0, 259_200, later(-200, 1, "X"));
        bench.until_fetch();
    }
    assert_eq!(
        bench.machine.time(bench.now).0,
        bench.now.device.0 - 259_200
    );
    // The clock that nobody can set stands still, so what it tells is too early now.
    bench.now.device.0 += 8 * 3600;
    bench.answer_of(0, 259_200, later(-200, 1, "X"));
    assert_eq!(bench.machine.time(bench.now), bench.now.device);
    assert_eq!(bench.until_fetch(), 10_000);
    bench.answer_of(0, 259_200, later(-200, 1, "X"));
    assert_eq!(
        bench.machine.time(bench.now).0,
        bench.now.device.0 - 259_200
    );
    assert!(bench.contact().1);
}

#[test]
fn row_43_under_a_key_no_server_turns_the_time_back() {
    let mut bench = pinned(1, None);
    let three_days = 259_200;
    bench.answer_of(0, three_days, by(DAILY, feed(1, "X")));
    assert!(!bench.contact().1);
    assert_eq!(bench.until_fetch(), 10_000);
    for _ in 0..3 {
        bench.answer_of(0, three_days, by(DAILY, feed(1, "X")));
        assert!(bench.contact().1);
        assert_eq!(bench.machine.time(bench.now), bench.now.device);
        bench.until_fetch();
    }
    // Nor forward by more than a day.
    bench.answer_of(0, -three_days, by(DAILY, feed(1, "X")));
    bench.until_fetch();
    bench.answer_of(0, -three_days, by(DAILY, feed(1, "X")));
    let ahead = bench.machine.time(bench.now).0 - bench.now.device.0;
    assert!((DAY - 1..=DAY).contains(&ahead), "{ahead}");
}
