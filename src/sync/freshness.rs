//! The age of a feed and the warnings about it: decided here, worded by the views.

use std::rc::Rc;

use super::machine::{FetchProblem, Known};
use crate::feed::Feed;
use crate::feed::check::MAX_VALIDITY;
use crate::feed::status::Clock;
use crate::feed::time::{DAY, Moment, Stamp};

/// A feed without a usable `valid_until` is called old if it was not confirmed for so many seconds.
const OLD: i64 = 7 * DAY;

/// A warning about the age of the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StalenessWarning {
    /// This is an archived feed, seen as of then.
    Archive(Stamp),
    /// This is a feed as it will be seen then, unless a newer one comes.
    Preview(Stamp),
    /// Past `valid_until` (row 25).
    Expired(Stamp),
    /// Past `next_update` (row 27).
    Overdue(Stamp),
    /// No usable `valid_until`, and not confirmed for long (row 28).
    Old(Stamp),
    /// No server answers with a newer feed; this one came then.
    Unreached(Stamp),
    /// The device has no network; this feed came then.
    Offline(Stamp),
    /// A newer feed exists that this version cannot read.
    Newer,
}

/// How a feed came here, if nothing is wrong with the fetching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// It was the newest that there was at that moment (row 23).
    Checked(Stamp),
    /// It is a stored copy, which came then; a newer one is being asked for.
    Stored(Stamp),
}

/// What the script needs that shows a static page (embed/snapshot.js).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// When the feed was issued.
    pub issued: Stamp,
    /// Until when it says that it is valid.
    pub valid: Option<Stamp>,
    /// The warnings to come, each with the moment from which it takes the place of those before.
    pub warnings: Vec<(Stamp, StalenessWarning)>,
}

/// The age of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// When a person last confirmed it, or when it was issued.
    pub said: Stamp,
    /// Whether it was confirmed after it was issued.
    pub confirmed: bool,
    /// When the next publication is promised, if that is still to come.
    pub next: Option<Stamp>,
    /// How it came here; `None` for an archive and on a static page.
    pub contact: Option<Contact>,
    /// The warnings about it, the gravest first.
    pub warnings: Vec<StalenessWarning>,
    /// What a static page, which cannot judge again, has to say later. `None` on a live one.
    #[cfg(feature = "publishing")]
    pub later: Option<Box<Later>>,
    /// The ids of the entries that have changed since the reader began to read.
    pub changed: Rc<[String]>,
    /// Whether it is signed with a key that the page has pinned.
    pub verified: bool,
}

impl Freshness {
    /// Returns what a static page has to say later. The widget, whose size counts, is built without it.
    pub fn later(&self) -> Option<&Later> {
        #[cfg(feature = "publishing")]
        return self.later.as_deref();
        #[cfg(not(feature = "publishing"))]
        None
    }

    /// Tells whether asking again could help.
    pub fn may_ask(&self) -> bool {
        self.warnings.iter().any(|warning| {
            !matches!(
                warning,
                StalenessWarning::Archive(_) | StalenessWarning::Preview(_)
            )
        })
    }
}

/// Returns the clock for a feed. A device clock that is behind the feed is wrong (row 29), so the time is not before
/// `issued`.
pub fn clock(feed: &Feed, device: Moment, archive: Option<Stamp>) -> Clock {
    match archive {
        Some(at) => feed.clock(at.at),
        None => feed.clock(device.max(feed.issued.at)),
    }
}

/// Judges a feed at a moment, without regard to how it came. `device` is the time of the device, by which an archive's
/// moment may be still to come.
pub fn freshness(feed: &Feed, clock: Clock, device: Moment, archive: Option<Stamp>) -> Freshness {
    let passed = |stamp: &Stamp| stamp.at <= clock.now;
    // Nobody can have confirmed anything at a moment that is still to come.
    let confirmed = feed.confirmed.filter(passed);
    let said = confirmed.unwrap_or(feed.issued);
    let valid_until = feed.valid_until.filter(|until| {
        let claim = until.at.0 - feed.issued.at.0;
        (0..=MAX_VALIDITY).contains(&claim)
    });
    let mut warnings = Vec::new();
    if let Some(at) = archive {
        warnings.push(match at.at > device.max(feed.issued.at) {
            true => StalenessWarning::Preview(at),
            false => StalenessWarning::Archive(at),
        });
    }
    if let Some(until) = valid_until.filter(passed) {
        warnings.push(StalenessWarning::Expired(until));
    } else if let Some(next) = feed.next_update.filter(passed) {
        warnings.push(StalenessWarning::Overdue(next));
    } else if valid_until.is_none() && clock.now.0 - said.at.0 > OLD {
        warnings.push(StalenessWarning::Old(said));
    }
    Freshness {
        said,
        confirmed: confirmed.is_some(),
        next: feed.next_update.filter(|next| !passed(next)),
        contact: None,
        warnings,
        #[cfg(feature = "publishing")]
        later: None,
        changed: Rc::default(),
        verified: false,
    }
}

/// Returns the warnings that will hold if nothing newer is published, each with the moment from which it does.
#[cfg(feature = "publishing")]
pub fn later_warnings(feed: &Feed, clock: Clock) -> Vec<(Stamp, StalenessWarning)> {
    let old = |said: Stamp| Moment(said.at.0 + OLD + 1);
    let at = |stamp: Stamp| stamp.at;
    let mut moments: Vec<Moment> = [
        feed.valid_until.map(at),
        feed.next_update.map(at),
        Some(old(feed.issued)),
        feed.confirmed.map(old),
    ]
    .into_iter()
    .flatten()
    .filter(|moment| *moment > clock.now)
    .collect();
    moments.sort_unstable();
    let first = |now| {
        let clock = Clock { now, ..clock };
        let warnings = freshness(feed, clock, now, None).warnings;
        warnings.first().copied()
    };
    let mut before = first(clock.now);
    let mut later = Vec::new();
    for moment in moments {
        let then = first(moment);
        if then != before {
            later.extend(then.map(|warning| (clock.zone.local(moment).stamp(), warning)));
            before = then;
        }
    }
    later
}

/// Adds how the feed came and what is wrong with the fetching. An archive needs neither.
pub fn fetched(
    freshness: &mut Freshness,
    clock: Clock,
    known: &Known,
    fetch_problem: Option<FetchProblem>,
) {
    let came = clock.zone.local(known.came).stamp();
    freshness.changed = Rc::clone(&known.changed);
    match fetch_problem {
        Some(FetchProblem::Unreachable) => {
            freshness.warnings.push(StalenessWarning::Unreached(came))
        }
        Some(FetchProblem::Offline) => freshness.warnings.push(StalenessWarning::Offline(came)),
        Some(FetchProblem::Newer) => freshness.warnings.push(StalenessWarning::Newer),
        None if known.checked => freshness.contact = Some(Contact::Checked(came)),
        None => freshness.contact = Some(Contact::Stored(came)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(times: &str) -> Feed {
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00", {times}
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, "entries": [] }}"#
        );
        Feed::read(feed.as_bytes()).unwrap().0
    }

    fn stamp(text: &str) -> Stamp {
        Stamp::parse(text).unwrap()
    }

    #[track_caller]
    fn warnings(times: &str, now: &str, expected: &[StalenessWarning]) {
        let feed = feed(times);
        let clock = clock(&feed, stamp(now).at, None);
        assert_eq!(
            freshness(&feed, clock, stamp(now).at, None).warnings,
            expected
        );
    }

    const NEXT: &str = "2024-02-29T12:00:00+01:00";
    const VALID: &str = "2024-03-07T00:00:00+01:00";

    fn both() -> String {
        format!(r#""next_update": "{NEXT}", "valid_until": "{VALID}","#)
    }

    #[test]
    fn a_fresh_feed_needs_no_caution() {
        warnings(&both(), "2024-02-29T11:59:59+01:00", &[]);
    }

    #[test]
    fn row_27_past_next_update_it_is_overdue() {
        warnings(&both(), NEXT, &[StalenessWarning::Overdue(stamp(NEXT))]);
    }

    #[test]
    fn row_25_past_valid_until_it_is_expired() {
        warnings(&both(), VALID, &[StalenessWarning::Expired(stamp(VALID))]);
    }

    #[test]
    fn row_28_an_impossible_validity_is_no_validity() {
        for until in ["2024-02-22T09:00:00+01:00", "2030-01-01T00:00:00+01:00"] {
            let times = format!(r#""valid_until": "{until}","#);
            warnings(&times, "2024-02-23T10:00:00+01:00", &[]);
            warnings(
                &times,
                "2024-03-01T10:00:00+01:00",
                &[StalenessWarning::Old(stamp("2024-02-22T10:00:00+01:00"))],
            );
        }
    }

    #[cfg(feature = "publishing")]
    #[track_caller]
    fn later(times: &str, now: &str, expected: &[(&str, StalenessWarning)]) {
        let feed = feed(times);
        let later = later_warnings(&feed, clock(&feed, stamp(now).at, None));
        let later: Vec<(String, StalenessWarning)> = later
            .into_iter()
            .map(|(from, warning)| (from.to_string(), warning))
            .collect();
        let expected: Vec<(String, StalenessWarning)> = expected
            .iter()
            .map(|(from, warning)| ((*from).to_owned(), *warning))
            .collect();
        assert_eq!(later, expected);
    }

    #[cfg(feature = "publishing")]
    #[test]
    fn row_83_a_static_page_knows_the_warnings_to_come() {
        let issued = stamp("2024-02-22T10:00:00+01:00");
        let (overdue, expired) = (
            StalenessWarning::Overdue(stamp(NEXT)),
            StalenessWarning::Expired(stamp(VALID)),
        );
        let now = "2024-02-23T10:00:00+01:00";
        later(&both(), now, &[(NEXT, overdue), (VALID, expired)]);
        // What holds already is not to come.
        later(&both(), NEXT, &[(VALID, expired)]);
        later(&both(), VALID, &[]);
        // Of what has expired nobody says besides that it is overdue.
        let valid = r#""valid_until": "2024-02-24T10:00:00+01:00","#;
        let early = stamp("2024-02-24T10:00:00+01:00");
        let expired = StalenessWarning::Expired(early);
        let both = format!(r#""next_update": "{NEXT}", {valid}"#);
        later(&both, now, &[("2024-02-24T10:00:00+01:00", expired)]);
        // Without a usable end it grows old, a second after the seventh day.
        let old = StalenessWarning::Old(issued);
        later("", now, &[("2024-02-29T10:00:01+01:00", old)]);
        let confirmed = r#""confirmed": "2024-02-23T09:00:00+01:00","#;
        let old = StalenessWarning::Old(stamp("2024-02-23T09:00:00+01:00"));
        later(confirmed, now, &[("2024-03-01T09:00:01+01:00", old)]);
    }

    #[test]
    fn what_is_confirmed_ahead_is_not_confirmed() {
        let feed = feed(r#""confirmed": "2024-03-05T10:00:00+01:00","#);
        let at = |now: &str| {
            let clock = clock(&feed, stamp(now).at, None);
            freshness(&feed, clock, stamp(now).at, None)
        };
        let before = at("2024-03-05T09:59:59+01:00");
        assert_eq!((before.said, before.confirmed), (feed.issued, false));
        // Nor does it keep the feed from growing old.
        assert_eq!(before.warnings, [StalenessWarning::Old(feed.issued)]);
        let then = at("2024-03-05T10:00:00+01:00");
        assert_eq!((then.said, then.confirmed), (feed.confirmed.unwrap(), true));
        // An archive is asked of its own moment.
        let archive = Some(stamp("2024-02-23T10:00:00+01:00"));
        let today = stamp("2026-01-01T00:00:00Z").at;
        let clock = clock(&feed, today, archive);
        assert!(!freshness(&feed, clock, today, archive).confirmed);
    }

    #[test]
    fn row_29_a_slow_device_clock_is_not_believed() {
        let feed = feed(&both());
        let clock = clock(&feed, stamp("2020-01-01T00:00:00Z").at, None);
        assert_eq!(clock.now, feed.issued.at);
    }

    #[test]
    fn an_archive_or_a_preview_is_called_one_and_cannot_be_asked_for_again() {
        let feed = feed(&both());
        let at = stamp("2024-02-22T12:00:00+01:00");
        let seen = |today: &str, at: Stamp| {
            let today = stamp(today).at;
            let clock = clock(&feed, today, Some(at));
            freshness(&feed, clock, today, Some(at))
        };
        for today in ["2026-01-01T00:00:00Z", "2024-02-22T12:00:00+01:00"] {
            let fresh = seen(today, at);
            assert_eq!(fresh.warnings, [StalenessWarning::Archive(at)]);
            assert!(!fresh.may_ask());
        }
        let fresh = seen("2024-02-22T11:59:59+01:00", at);
        assert_eq!(fresh.warnings, [StalenessWarning::Preview(at)]);
        assert!(!fresh.may_ask());
        // A device that is slow makes no preview of what has been published.
        let fresh = seen("2020-01-01T00:00:00Z", feed.issued);
        assert_eq!(fresh.warnings, [StalenessWarning::Archive(feed.issued)]);
    }

    #[track_caller]
    fn came(
        checked: bool,
        fetch_problem: Option<FetchProblem>,
    ) -> (Option<Contact>, Vec<StalenessWarning>) {
        let feed = feed(&both());
        let now = stamp(VALID).at;
        let clock = clock(&feed, now, None);
        let known = Known {
            feed: Rc::new(feed),
            came: stamp("2024-02-22T09:05:00Z").at,
            checked,
            verified: false,
            changed: Rc::default(),
        };
        let mut fresh = freshness(&known.feed, clock, now, None);
        fetched(&mut fresh, clock, &known, fetch_problem);
        assert!(fresh.may_ask());
        (fresh.contact, fresh.warnings)
    }

    #[test]
    fn row_26_expired_and_offline_are_both_said_with_the_publishers_time_of_the_copy() {
        let (expired, then) = (
            StalenessWarning::Expired(stamp(VALID)),
            stamp("2024-02-22T10:05:00+01:00"),
        );
        let (checked, stored) = (Contact::Checked(then), Contact::Stored(then));
        assert_eq!(came(true, None), (Some(checked), vec![expired]));
        assert_eq!(came(false, None), (Some(stored), vec![expired]));
        for (fetch_problem, warning) in [
            (FetchProblem::Offline, StalenessWarning::Offline(then)),
            (FetchProblem::Unreachable, StalenessWarning::Unreached(then)),
            (FetchProblem::Newer, StalenessWarning::Newer),
        ] {
            assert_eq!(
                came(true, Some(fetch_problem)),
                (None, vec![expired, warning])
            );
        }
    }
}
