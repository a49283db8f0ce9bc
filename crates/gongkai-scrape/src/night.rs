//! The hours in which requests may begin, where the user wants the sites asked at night only.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Beijing is eight hours before UTC all the year round, and all sites are in its time.
const BEIJING: u64 = 8 * 3600;
/// Seconds of a day.
const DAY: u64 = 24 * 3600;

/// A window of every day, in Beijing time; one that ends before it begins goes over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Night {
    /// Seconds after midnight at which it begins.
    from: u64,
    /// Seconds after midnight at which it ends.
    to: u64,
}

impl Night {
    /// How long it is until the window opens; nothing: it is open.
    pub fn until_open(self, now: SystemTime) -> Option<Duration> {
        let (into, length) = (self.since_open(now), self.length());
        (into >= length).then(|| Duration::from_secs(DAY - into))
    }

    /// Of the time between two moments, how much the window was open.
    pub fn open_between(self, from: SystemTime, to: SystemTime) -> Duration {
        let Ok(time) = to.duration_since(from) else { return Duration::ZERO };
        let (into, length) = (self.since_open(from), self.length());
        let whole = time.as_secs() / DAY * length;
        // The rest of a day: what is left of this window, and what of the next one has begun.
        let end = into + time.as_secs() % DAY;
        let rest = end.min(length).saturating_sub(into) + end.saturating_sub(DAY).min(length);
        Duration::from_secs(whole + rest)
    }

    /// Seconds since the window opened last.
    fn since_open(self, now: SystemTime) -> u64 {
        let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        ((seconds + BEIJING) % DAY + DAY - self.from) % DAY
    }

    /// Seconds for which it is open.
    fn length(self) -> u64 {
        (self.to + DAY - self.from) % DAY
    }
}

impl FromStr for Night {
    type Err = ();

    /// Reads `22:00-06:00`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (from, to) = text.split_once('-').ok_or(())?;
        let (from, to) = (time_of_day(from).ok_or(())?, time_of_day(to).ok_or(())?);
        if from % DAY == to % DAY { Err(()) } else { Ok(Self { from: from % DAY, to: to % DAY }) }
    }
}

impl fmt::Display for Night {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |seconds: u64| (seconds / 3600, seconds / 60 % 60);
        let ((from, from_minute), (to, to_minute)) = (of(self.from), of(self.to));
        write!(f, "{from:02}:{from_minute:02}-{to:02}:{to_minute:02}")
    }
}

/// Seconds after midnight of `6:30`; `24:00` is the end of the day.
fn time_of_day(text: &str) -> Option<u64> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let number = |text: &str| text.parse::<u64>().ok().filter(|_| (1..=2).contains(&text.len()));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    ((hours < 24 && minutes < 60) || (hours, minutes) == (24, 0)).then_some(hours * 3600 + minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A moment of a day in Beijing.
    fn at(hours: u64, minutes: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_700_000_000 / DAY * DAY + DAY + hours * 3600 + minutes * 60 - BEIJING)
    }

    fn night(text: &str) -> Night {
        text.parse().unwrap_or_else(|()| panic!("{text}"))
    }

    #[test]
    fn windows_are_read() {
        for (text, shown) in
            [("22:00-06:00", "22:00-06:00"), ("0:30 - 5:5", "00:30-05:05"), ("20:00-24:00", "20:00-00:00")]
        {
            assert_eq!(night(text).to_string(), shown);
        }
        for text in
            ["", "22-6", "22:00", "25:00-06:00", "22:60-06:00", "22:00-22:00", "0:00-24:00", "a:b-c:d", "22:001-1:00"]
        {
            assert_eq!(text.parse::<Night>(), Err(()), "{text}");
        }
    }

    #[test]
    fn requests_begin_inside_the_window_of_beijing() {
        let hours = |hours: u64| Some(Duration::from_secs(hours * 3600));
        for (window, now, expected) in [
            ("22:00-06:00", at(22, 0), None),
            ("22:00-06:00", at(5, 59), None),
            ("22:00-06:00", at(6, 0), hours(16)),
            ("22:00-06:00", at(21, 0), hours(1)),
            ("01:00-05:00", at(0, 0), hours(1)),
            ("01:00-05:00", at(5, 0), hours(20)),
        ] {
            assert_eq!(night(window).until_open(now), expected, "{window}");
        }
    }

    #[test]
    fn only_time_inside_the_window_counts() {
        let hours = |hours: u64| Duration::from_secs(hours * 3600);
        let window = night("22:00-06:00");
        for (from, to, expected) in [
            (at(12, 0), at(23, 0), hours(1)),
            (at(23, 0), at(23, 0), hours(0)),
            (at(23, 0), at(24 + 7, 0), hours(7)),
            (at(5, 0), at(23, 0), hours(2)),
            (at(12, 0), at(48 + 12, 0), hours(16)),
            (at(12, 0), at(10, 0), hours(0)),
        ] {
            assert_eq!(window.open_between(from, to), expected);
        }
    }
}
