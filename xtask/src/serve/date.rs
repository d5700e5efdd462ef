//! Dates as servers write them (RFC 9110, section 5.6.7).

use amtsstatus::feed::time::{Date, Moment};

/// Writes a moment as in `Date`: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[must_use]
pub fn http_date(at: Moment) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let date = Date::from_days(at.0.div_euclid(86_400));
    let second = at.0.rem_euclid(86_400);
    let (day, month) = (
        days[date.weekday()],
        months[usize::from(date.month).saturating_sub(1)],
    );
    format!(
        "{day}, {:02} {month} {:04} {:02}:{:02}:{:02} GMT",
        date.day,
        date.year,
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_servers_write_it() {
        assert_eq!(
            http_date(Moment(784_111_777)),
            "Sun, 06 Nov 1994 08:49:37 GMT"
        );
    }
}
