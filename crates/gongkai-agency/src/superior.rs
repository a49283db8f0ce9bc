//! The organ above an organ.

use gongkai_model::{Kind, Level};

use crate::gazetteer::{Id, gazetteer};
use crate::kind::without_body;

/// Systems whose organs answer to the same organ of the division above, and their head.
const SYSTEMS: &[(&str, &str, &str)] = &[("气象局", "", "中国气象局"), ("税务局", "国家税务总局", "国家税务总局")];

/// The organ above the organ `name` of a kind; `id` is its division, or with `own` false one that it lies in.
///
/// For departments it is the government they belong to, for governments the one of the division above, for branches the
/// organ they are a branch of. What only a roster can tell stays empty.
pub(crate) fn superior(name: &str, kind: Option<Kind>, id: Id, own: bool) -> Option<String> {
    let list = gazetteer();
    let above = || list.above(id).map_or_else(|| Some("国务院".to_owned()), government);
    match kind? {
        // A zone with the code of a township may belong to the county, the city or the province.
        Kind::DevelopmentZone if own && list.code(id).level() == Level::Township => None,
        Kind::Government | Kind::Subdistrict | Kind::DevelopmentZone if own => above(),
        Kind::DispatchedOffice => {
            let (organ, behind) = name.split_once('局')?;
            (!behind.is_empty() && !organ.ends_with('分')).then(|| [organ, "局"].concat())
        }
        Kind::Department if own => match SYSTEMS.iter().find(|(end, ..)| without_body(name).ends_with(end)) {
            Some((end, begin, head)) => Some(match list.above(id) {
                Some(above) => [begin, full_name(above).as_str(), end].concat(),
                None => (*head).to_owned(),
            }),
            None => government(id),
        },
        _ => government(id),
    }
}

/// A district with the city it belongs to: 贵阳市南明区. What is no district goes by its own name: 仙桃市, 普兰县.
fn full_name(id: Id) -> String {
    let list = gazetteer();
    let chain = list.chain(id);
    let city = |id: &Id| list.code(*id).level() == Level::Prefecture || is_municipality(*id);
    let own = |id: &Id| {
        list.code(*id).level() == Level::County && (list.code(*id).is_statistical() || !list.name(*id).ends_with('区'))
    };
    let from = chain.iter().rposition(|id| city(id) || own(id)).unwrap_or(0);
    chain.iter().skip(from).map(|id| list.name(*id)).collect()
}

fn is_municipality(id: Id) -> bool {
    let list = gazetteer();
    list.code(id).level() == Level::Province && list.name(id).ends_with('市')
}

/// The government of a division, or what stands for it.
fn government(id: Id) -> Option<String> {
    let name = full_name(id);
    let organ = match name.as_str() {
        name if name.ends_with("特别行政区") => "政府",
        name if name.ends_with("地区") || name.ends_with('盟') => "行政公署",
        name if name.ends_with("街道") => "办事处",
        name if name.ends_with("委员会") || name.ends_with("管委会") || name.ends_with("办事处") => "",
        _ if gazetteer().code(id).is_statistical() => "管理委员会",
        _ => "人民政府",
    };
    Some([&name, organ].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above() {
        for (name, code, own, expected) in [
            ("贵州省人民政府", "52", true, Some("国务院")),
            ("贵阳市人民政府", "5201", true, Some("贵州省人民政府")),
            ("南明区人民政府", "520102", true, Some("贵阳市人民政府")),
            ("南明区财政局", "520102", true, Some("贵阳市南明区人民政府")),
            ("朝阳区财政局", "110105", true, Some("北京市朝阳区人民政府")),
            ("高平市东城街道办事处", "140581002", true, Some("高平市人民政府")),
            ("仙桃市财政局", "429004", true, Some("仙桃市人民政府")),
            ("仙桃市人民政府", "429004", true, Some("湖北省人民政府")),
            ("接庄街道办事处", "370871003", true, Some("济宁高新技术产业开发区管理委员会")),
            ("普兰县人民政府", "542521", true, Some("阿里地区行政公署")),
            ("贵阳市气象局", "5201", true, Some("贵州省气象局")),
            ("贵州省气象局", "52", true, Some("中国气象局")),
            ("国家税务总局南明区税务局", "520102", true, Some("国家税务总局贵阳市税务局")),
            ("贵阳市公安局南明分局", "520102", true, Some("贵阳市公安局")),
            ("南明区青禾派出所", "520102", true, None),
            ("贵阳市青禾新城管理委员会", "5201", false, Some("贵阳市人民政府")),
        ] {
            let id = gazetteer().find(code.parse().expect("a code")).expect("in the list");
            let kind = crate::classify(name).0;
            assert_eq!(superior(name, kind, id, own).as_deref(), expected, "{name}");
        }
    }
}
