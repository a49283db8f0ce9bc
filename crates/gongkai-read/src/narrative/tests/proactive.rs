//! Proactive disclosure.

use gongkai_model::SectionId::Overview;

use super::check;

#[test]
fn totals_and_channels() {
    check(
        Overview,
        &[
            ("2024年全县共主动公开政府信息2543条。", "proactive_items 2543条"),
            ("全年主动公开政府信息五百余条。", "proactive_items 500条"),
            ("通过政府门户网站主动公开政府信息4511条。", "channel_website 4511条"),
            ("通过门户网站公开发布各类信息共185条。", "channel_website 185条"),
            (
                "通过“青禾发布”微信公众号发布信息672条，“青禾发布”微博发布信息30条。",
                "channel_wechat 672条; channel_weibo 30条",
            ),
            ("全年发布政策解读117篇。", "policy_interpretations 117篇"),
            ("举办新闻发布会3场，组织政府网站在线访谈2次。", "press_conferences 3场; online_interviews 2次"),
        ],
    );
}

#[test]
fn documents() {
    check(
        Overview,
        &[
            (
                "本年制发行政规范性文件8件，废止2件，现行有效60件。",
                "normative_documents_issued 8件; normative_documents_abolished 2件; normative_documents_in_force 60件",
            ),
            ("截至2024年底，现行有效行政规范性文件60件。", "normative_documents_in_force 60件"),
            ("截至2023年底，现行有效行政规范性文件55件。", ""),
            ("制定规章1件。", "rules_issued 1件"),
            ("主动公开规章13件，行政规范性文件60件。", "rules_disclosed 13件; normative_documents_disclosed 60件"),
            ("清理规范性文件50件。", ""),
            ("备案审查规范性文件12件。", ""),
        ],
    );
}

#[test]
fn parts_of_a_total() {
    check(
        Overview,
        &[
            ("持续推进重点领域信息公开，主动公开政府信息77条。", ""),
            ("三是做好民生信息公开，公开信息1654条。", ""),
            ("县直各部门主动公开政府信息1687条。", ""),
            ("各乡镇主动公开政府信息856条，占34%。", ""),
            ("依托政府网站，主动公开政府信息36条。", ""),
            ("通过网站、微信公众号主动公开政府信息36条。", ""),
            ("公开政府采购信息189条。", ""),
            ("公开机构职能类信息25条。", ""),
            ("刊登规范性文件等45件，政策解读83件。", ""),
        ],
    );
}
