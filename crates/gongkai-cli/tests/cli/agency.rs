//! `gongkai agency`: whose reports they are.

use crate::util::Case;

/// A report of an organ, small; `more` stands below the title.
fn report(organ: &str, more: &str) -> String {
    format!(
        "# {organ}2023年政府信息公开工作年度报告\n\n{more}\n\n## 一、总体情况\n\n按照条例编制。\n\n## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n"
    )
}

#[test]
fn reports_are_placed() {
    let case = Case::new();
    case.write("a.md", report("贵阳市南明区财政局", ""));
    case.write("b.md", report("鼓楼区财政局", "发布机构：徐州市鼓楼区人民政府办公室"));
    let run = case.run(&["agency", "a.md", "b.md", "--format", "csv"]).expect(0);
    assert!(
        run.stdout.contains("a.md,1,贵阳市南明区财政局,resolved,department,county,520102000000,"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("b.md,1,鼓楼区财政局,resolved,department,county,320302000000,"), "{}", run.stdout);
    case.run(&["agency", "a.md"]).expect(0).shows("贵州省 › 贵阳市 › 南明区").shows("chain of divisions");
    case.run(&["agency", "a.md", "--lang", "zh"]).expect(0).shows("贵阳市南明区人民政府").shows("区划全称");
}

#[test]
fn what_is_open_is_said() {
    let case = Case::new();
    case.run(&["agency", "--name", "鼓楼区财政局"]).expect(1).shows("320302000000").shows("350102000000");
    case.run(&["agency", "--name", "青禾县财政局"]).expect(1).shows("--roster");
    case.run(&["agency", "--name", "贵阳市青禾新城管理委员会"]).expect(0).shows("located");
    case.write("notice.txt", "关于开会的通知\n请准时参加。\n");
    case.run(&["agency", "notice.txt"]).expect(1).says("not an annual report");
    case.run(&["agency", "absent.txt"]).expect(3);
    case.run(&["agency"]).expect(2);
}

#[test]
fn the_roster_wins() {
    let case = Case::new();
    case.write("roster.csv", "单位,上级,层级,类别,区划代码\n青禾县水务局,青禾县人民政府,县级,部门,520199\n");
    case.write("bad.csv", "单位,区划代码\n青禾县水务局,五二\n");
    let run = case.run(&["agency", "--name", "青禾县水务局", "--roster", "roster.csv", "-f", "json"]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let organ = &json["organs"][0];
    assert_eq!((&organ["code"], &organ["basis"]), (&"520199000000".into(), &"roster".into()));
    assert_eq!(organ["superior"], "青禾县人民政府");
    case.run(&["agency", "--name", "青禾县水务局", "--roster", "bad.csv"]).expect(2).says("6 to 12 digits");
}
