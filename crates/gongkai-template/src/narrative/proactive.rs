//! Proactive disclosure: items, by channel, interpretations, normative documents.

use super::Quantity;

const ITEMS: &[&str] = &["条", "件", "篇", "次", "项", "个"];

/// Items disclosed.
const fn items(id: &'static str, label: &'static str, label_en: &'static str) -> Quantity {
    Quantity { units: ITEMS, about: &["proactive"], opens: &["proactive"], ..Quantity::new(id, label, label_en) }
}

/// Documents of a sort, told by what became of them.
const fn documents(
    id: &'static str,
    label: &'static str,
    label_en: &'static str,
    opens: &'static [&'static str],
) -> Quantity {
    Quantity {
        units: &["件", "部", "份", "个", "条", "项"], about: opens, opens, ..Quantity::new(id, label, label_en)
    }
}

pub(super) const QUANTITIES: &[Quantity] = &[
    Quantity {
        wordings: &[
            "主动公开 政府信息 #",
            "主动公开 # 政府信息",
            "政府信息 主动公开 #",
            "公开发布 主动公开 政府信息 #",
            "没有 主动公开 政府信息",
        ],
        in_talk: &["主动公开 信息 #", "公开发布 政府信息 #"],
        ..items("proactive_items", "主动公开政府信息数", "items of information disclosed proactively")
    },
    Quantity {
        wordings: &[
            "网站 主动公开|公开发布 信息|政府信息 #",
            "网站 主动公开|公开发布 # 信息|政府信息",
            "主动公开|公开发布 网站 信息|政府信息 #",
            "网站 公开发布 主动公开 信息|政府信息 #",
        ],
        following: &["网站 主动公开|公开发布 #"],
        ..items("channel_website", "网站公开信息数", "items published on the website")
    },
    Quantity {
        wordings: &["微信 主动公开|公开发布 信息|政府信息|文章 #", "微信 主动公开|公开发布 # 信息|政府信息|文章"],
        following: &["微信 主动公开|公开发布 #"],
        ..items("channel_wechat", "微信公开信息数", "items published on WeChat")
    },
    Quantity {
        wordings: &["微博 主动公开|公开发布 信息|政府信息|文章 #", "微博 主动公开|公开发布 # 信息|政府信息|文章"],
        following: &["微博 主动公开|公开发布 #"],
        ..items("channel_weibo", "微博公开信息数", "items published on Weibo")
    },
    Quantity {
        wordings: &["新媒体 主动公开|公开发布 信息|政府信息|文章 #", "新媒体 主动公开|公开发布 # 信息|政府信息|文章"],
        following: &["新媒体 主动公开|公开发布 #"],
        ..items("channel_new_media", "政务新媒体公开信息数", "items published in new media")
    },
    Quantity {
        wordings: &["公报 主动公开|公开发布 信息|政府信息 #", "公报 主动公开|公开发布 # 信息|政府信息"],
        following: &["公报 主动公开|公开发布 #"],
        ..items("channel_gazette", "政府公报公开信息数", "items published in the gazette")
    },
    Quantity {
        wordings: &[
            "公开发布|开展 政策解读 #",
            "公开发布|开展 # 政策解读",
            "政策解读 公开发布|开展 #",
            "网站 公开发布|开展 政策解读 #",
        ],
        ..items("policy_interpretations", "政策解读数", "policy interpretations published")
    },
    Quantity {
        units: &["次", "场", "个"],
        wordings: &["开展 新闻发布会 #", "开展 # 新闻发布会", "新闻发布会 开展 #", "没有 开展 新闻发布会"],
        ..items("press_conferences", "新闻发布会次数", "press conferences")
    },
    Quantity {
        units: &["次", "场", "期", "个"],
        wordings: &["开展 网站? 在线访谈 #", "开展 # 网站? 在线访谈", "没有 开展 网站? 在线访谈"],
        ..items("online_interviews", "在线访谈次数", "online interviews")
    },
    Quantity {
        wordings: &["回应热点 #"],
        ..items("hot_topic_responses", "回应公众关注热点或重大舆情数", "responses to hot topics")
    },
    Quantity {
        wordings: &["社交媒体回应 #"],
        ..items("social_media_responses", "微博微信回应事件数", "responses on Weibo and WeChat")
    },
    Quantity {
        wordings: &["制发 规章 #", "制发 # 规章", "规章 制发 #", "没有 制发 规章"],
        ..documents("rules_issued", "制发规章数", "rules issued", &["rules"])
    },
    Quantity {
        wordings: &["废止 规章 #", "废止 # 规章", "规章 废止 #", "没有 废止 规章"],
        in_talk: &["废止 #"],
        ..documents("rules_abolished", "废止规章数", "rules abolished", &["rules"])
    },
    Quantity {
        wordings: &["公开发布? 现行有效 规章 #", "规章 现行有效 #"],
        in_talk: &["现行有效 #"],
        stock: true,
        ..documents("rules_in_force", "现行有效规章数", "rules in force", &["rules"])
    },
    Quantity {
        wordings: &["网站|公报? 主动公开|公开发布 规章 #"],
        ..documents("rules_disclosed", "主动公开规章数", "rules disclosed", &["disclosed"])
    },
    Quantity {
        wordings: &["公开发布? 制发 规范性文件 #", "制发 # 规范性文件", "规范性文件 制发 #", "没有 制发 规范性文件"],
        ..documents("normative_documents_issued", "制发规范性文件数", "normative documents issued", &["normative"])
    },
    Quantity {
        wordings: &["废止 规范性文件 #", "废止 # 规范性文件", "规范性文件 废止 #", "没有 废止 规范性文件"],
        in_talk: &["废止 #"],
        ..documents(
            "normative_documents_abolished",
            "废止规范性文件数",
            "normative documents abolished",
            &["normative"],
        )
    },
    Quantity {
        wordings: &["公开发布? 现行有效 规范性文件 #", "公开发布? # 现行有效 规范性文件", "规范性文件 现行有效 #"],
        in_talk: &["现行有效 #"],
        stock: true,
        ..documents(
            "normative_documents_in_force",
            "现行有效规范性文件数",
            "normative documents in force",
            &["normative"],
        )
    },
    Quantity {
        wordings: &["网站|公报? 主动公开|公开发布 规范性文件 #"],
        following: &["规范性文件 #"],
        ..documents(
            "normative_documents_disclosed",
            "主动公开规范性文件数",
            "normative documents disclosed",
            &["disclosed"],
        )
    },
];
