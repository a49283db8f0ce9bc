//! Requests: received, carried, answered, outcomes, fees.

use gongkai_model::SectionId::{OtherMatters, Overview, Requests};

use super::{bureau, check, told_by};

#[test]
fn received() {
    check(
        Overview,
        &[
            ("2024年，全县共收到政府信息公开申请12件。", "requests_received 12件"),
            ("本年度我县新收信息公开申请1,234件。", "requests_received 1234件"),
            ("全年受理依申请公开事项二十三件。", "requests_received 23件"),
            ("全年共接到依申请公开件约300余件。", "requests_received 300件"),
            ("全年共收到1.2万件政府信息公开申请。", "requests_received 12000件"),
            ("2024 年 度 共 收 到 政 府 信 息 公 开 申 请 12 件。", "requests_received 12件"),
            ("２０２４年，共收到政府信息公开申请１２件。", "requests_received 12件"),
            ("2024年1月1日至12月31日，全县收到政府信息公开申请12件。", "requests_received 12件"),
            ("县政府共收到政府信息公开申请12件。", "requests_received 12件"),
            ("青禾县共收到政府信息公開申請12件。", "requests_received 12件"),
            ("截至2024年12月31日，当年共收到政府信息公开申请12件。", "requests_received 12件"),
            ("政府信息公开申请共收到12件。", "requests_received 12件"),
        ],
    );
}

#[test]
fn none_received() {
    check(
        Overview,
        &[
            ("2024年，我县未收到政府信息公开申请。", "requests_received 0"),
            ("全年没有接到公民、法人或其他组织要求公开政府信息的申请。", "requests_received 0"),
            ("2024年度无依申请公开事项。", "requests_received 0"),
            ("全县未发生政府信息公开申请。", "requests_received 0"),
            ("全年共收到政府信息公开申请0件。", "requests_received 0件"),
            ("全年未收到信函申请。", ""),
        ],
    );
    check(Requests, &[("全年未收到申请。", "requests_received 0"), ("全年未收到信函申请。", "requests_letter 0")]);
}

#[test]
fn by_channel_and_applicant() {
    check(
        Requests,
        &[
            (
                "共收到申请24件，其中网络申请15件、信函申请7件、当面申请1件、传真申请1件。",
                "requests_received 24件; requests_online 15件; requests_letter 7件; requests_in_person 1件; requests_fax 1件",
            ),
            (
                "共收到申请24件（线下15件、在线9件）。",
                "requests_received 24件; requests_offline 15件; requests_online 9件",
            ),
            (
                "共收到政府信息公开申请24件，其中：自然人20件、商业企业3件、法律服务机构1件。",
                "requests_received 24件; applicant_natural_person 20件; applicant_commercial_enterprise 3件; \
                 applicant_legal_services_institution 1件",
            ),
            ("收到有关政府信息公开的信函申请1条。", "requests_letter 1条"),
        ],
    );
}

#[test]
fn carried_and_answered() {
    check(
        Requests,
        &[
            (
                "共收到申请70件，上年结转2件，及时办结69件，3件结转下年度继续办理。",
                "requests_received 70件; carried_in 2件; requests_closed 69件; carried_out 3件",
            ),
            (
                "在依申请公开方面，新收申请43件，上年结转2件，共办结43件，2件结转到下一年度。",
                "requests_received 43件; carried_in 2件; requests_closed 43件; carried_out 2件",
            ),
            ("收到申请70件，结转至2025年6件。", "requests_received 70件; carried_out 6件"),
            (
                "答复政府信息公开申请80件（含上年度结转申请8件，另有7件申请按照《条例》顺延到下年度答复），均在法定期限内予以答复。予以公开25件。",
                "requests_answered 80件; carried_in 8件; carried_out 7件; granted 25件",
            ),
            (
                "共收到申请10件，按时办结8件，延期办结2件。",
                "requests_received 10件; requests_closed_on_time 8件; requests_extended 2件",
            ),
            (
                "收到政府信息公开申请75件，均在法定期限内予以答复，办结率100%。",
                "requests_received 75件; closing_rate 100%",
            ),
        ],
    );
}

#[test]
fn outcomes() {
    check(
        Requests,
        &[
            (
                "办结政府信息公开申请20件，其中予以公开9件、部分公开2件、不予公开3件、无法提供4件、不予处理1件、其他处理1件。",
                "requests_closed 20件; granted 9件; partially_granted 2件; denied 3件; unable 4件; not_processed 1件; other 1件",
            ),
            ("9件予以公开，2件不予公开。", "granted 9件; denied 2件"),
            (
                "予以公开及部分公开42件，占52.5%。",
                "granted_or_partially_granted 42件; granted_or_partially_granted.share 52.5%",
            ),
            (
                "不予公开3件，其中属于国家秘密1件、行政执法案卷2件；无法提供5件（本机关不掌握相关政府信息5件）。",
                "denied 3件; denied_state_secret 1件; denied_enforcement_case_file 2件; unable 5件; unable_not_held 5件",
            ),
            (
                "不予处理3件，其中重复申请2件、信访举报投诉类申请1件。",
                "not_processed 3件; not_processed_repeated 2件; not_processed_petition 1件",
            ),
            ("“予以公开”的1件，“不予公开”的2件。", "granted 1件; denied 2件"),
        ],
    );
}

#[test]
fn shares_and_changes() {
    check(
        Requests,
        &[
            ("收到政府信息公开申请12件，同比增长20%。", "requests_received 12件; requests_received.change 20%"),
            ("收到政府信息公开申请12件，较上年减少3件。", "requests_received 12件; requests_received.change -3件"),
            (
                "收到政府信息公开申请12件，申请数量较去年回落12.3%。",
                "requests_received 12件; requests_received.change -12.3%",
            ),
            (
                "收到政府信息公开申请12件，其中自然人申请9件，占申请总数的75%。",
                "requests_received 12件; applicant_natural_person 9件; applicant_natural_person.share 75%",
            ),
            ("收到政府信息公开申请12件，较上年提高2个百分点。", "requests_received 12件"),
        ],
    );
}

#[test]
fn fees() {
    check(
        OtherMatters,
        &[
            ("2024年，收取信息处理费380元。", "processing_fee 380元"),
            ("全县行政机关全年共收取信息处理费1.5万元。", "processing_fee 1.5万元"),
            ("本年度发出收费通知2件。", "fee_notices 2件"),
            ("2024年，无收取信息处理费情况。", "processing_fee 0"),
            ("未收取任何政府信息公开费用。", "processing_fee 0"),
            ("全年收取行政事业性收费380元。", ""),
            ("全年收取380元。", ""),
        ],
    );
}

#[test]
fn own_words_of_a_bureau() {
    for (text, expected) in [
        ("我局全年共收到政府信息公开申请5件。", "requests_received 5件"),
        ("本机关未收到政府信息公开申请。", "requests_received 0"),
        ("县财政局共收到政府信息公开申请5件。", "requests_received 5件"),
        ("全县共收到政府信息公开申请500件。", ""),
        ("我县共收到政府信息公开申请500件，我局收到5件。", ""),
        ("县教育局共收到政府信息公开申请5件。", ""),
        ("各乡镇共收到政府信息公开申请5件。", ""),
    ] {
        assert_eq!(told_by(&bureau(), Overview, text), expected, "{text}");
    }
}
