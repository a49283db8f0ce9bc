//! Walks over sites with an archive behind them: what comes is kept before it is read, and a killed run goes on.

mod page;
mod roster;
mod store;
mod visit;

use std::time::{Duration, SystemTime};

use gongkai_model::Date;

pub use page::PageReader;
pub use roster::absent_units;
pub use store::ArchiveStore;
pub use visit::Visits;

/// The day of a moment where the sites are: in Beijing, eight hours before UTC.
pub fn day_of(now: SystemTime) -> Option<Date> {
    let text = gongkai_archive::rfc3339(now + Duration::from_secs(8 * 3600));
    let mut parts = text.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_beijing() {
        // 2023-11-14T15:59:59Z and one second later.
        for (seconds, day) in [(1_699_977_599, 14), (1_699_977_600, 15)] {
            assert_eq!(day_of(UNIX_EPOCH + Duration::from_secs(seconds)), Date::new(2023, 11, day));
        }
    }
}
