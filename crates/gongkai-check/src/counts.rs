//! Cells of Tables 3 and 4 as counts: whole numbers, not below zero, and nothing else.

use gongkai_model::{Decimal, Fact, Severity, TableId, Value};

use crate::reason::Reason;
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

/// Checks that every cell of Table 3 or 4 holds a count.
///
/// `/`, `-` and `无` in place of a zero make one advisory for the whole table.
pub(crate) fn check_counts(table: TableId, view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = view.edition(table) else { return sink.not_assessable(Reason::TableAbsent(table)) };
    let code = match table {
        TableId::Disputes => edition.disputes_code(),
        _ => edition.requests_code(),
    };
    let mut signs: Vec<&Fact> = Vec::new();
    for cell in 0..code.len() {
        let fact = view.fact(code.path(cell));
        match fact.map(|fact| (fact, &fact.value)) {
            Some((_, Value::Number(number))) if is_count(*number) => sink.held(),
            Some((fact, Value::Number(number))) => sink.broken(no_count(table, fact, *number)),
            Some((_, Value::Blank)) => sink.held_with_blanks(),
            Some((fact, Value::NotApplicable | Value::None)) => signs.push(fact),
            Some((fact, Value::Text(text))) => sink.broken(words(table, fact, text)),
            Some((_, Value::Unreadable(_))) => sink.not_assessable(Reason::CellUnreadable),
            Some((_, Value::Missing)) | None => sink.not_assessable(Reason::CellMissing),
        }
    }
    if let Some(first) = signs.first() {
        sink.broken(instead_of_zero(table, first, &signs));
    }
}

fn is_count(number: Decimal) -> bool {
    number >= Decimal::ZERO && number.fract().is_zero()
}

fn no_count(table: TableId, fact: &Fact, number: Decimal) -> Draft {
    let (zh, en) = if number < Decimal::ZERO { ("负数", "below zero") } else { ("小数", "no whole number") };
    let message = format!("{}“{}”填的是 {number}，件数不能是{zh}", crate::words::table(table).zh, fact.label);
    Draft::new(message, format!("{}, {}: {number} is {en}", crate::words::table(table).en, fact.cell))
        .advice("按实际件数填写非负整数", "write the number of requests or cases, a whole number")
        .at_fact(fact)
        .key(number.normalize().to_string())
}

fn words(table: TableId, fact: &Fact, text: &str) -> Draft {
    let message = format!("{}“{}”应填件数，填的是“{text}”", crate::words::table(table).zh, fact.label);
    Draft::new(
        message,
        format!("{}, {}: words (\"{text}\") where a number belongs", crate::words::table(table).en, fact.cell),
    )
    .advice("填写非负整数，没有的填 0", "write a whole number, 0 where there is none")
    .at_fact(fact)
    .key(text.split_whitespace().collect::<String>())
}

fn instead_of_zero(table: TableId, first: &Fact, signs: &[&Fact]) -> Draft {
    let mut kinds: Vec<&str> = signs.iter().map(|fact| fact.evidence.raw.trim()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let (count, written) = (signs.len(), kinds.join("”“"));
    let message = format!("{}有 {count} 格填“{written}”，没有填 0", crate::words::table(table).zh);
    Draft::new(
        message,
        format!("{}: {count} cells hold \"{}\" in place of 0", crate::words::table(table).en, kinds.join("\", \"")),
    )
    .advice("没有发生的填 0", "write 0 where there was none")
    .at_fact(first)
    .cells(signs.iter().skip(1).map(|fact| fact.cell.as_str()))
    .severity(Severity::Advisory)
    .key("signs")
}
