//! Sentences that are true of a report, or are about something else: no rule may find fault with any of them.

use gongkai_model::SectionId;

use crate::settings::Settings;
use crate::testing::Form;
use crate::verdict::check;
use crate::view::ReportView;

/// True of the report that cases start from: 5 received, 1 carried in, 4 processed (3 granted, 1 not held), 2 carried out, one
/// reconsideration, upheld.
const TRUE: &[&str] = &[
    "2023年，本机关共收到政府信息公开申请5件，上年结转申请1件，办结4件，结转下年度办理2件。",
    "全年受理政府信息公开申请6件（含上年结转1件），其中自然人申请5件，商业企业申请1件。",
    "全年收到政府信息公开申请五件，其中网络申请3件，信函申请1件，当面申请1件。",
    "办结政府信息公开申请4件，其中予以公开3件，占75%；无法提供1件，占25%；不予公开0件，不予处理0件。",
    "答复政府信息公开申请4件，均在法定期限内答复，按时答复率100%。",
    "收到政府信息公开申请5件，同比增长25%。",
    "2022年收到政府信息公开申请8件，2023年收到政府信息公开申请5件。",
    "上半年收到政府信息公开申请9件。",
    "自《条例》实施以来累计收到政府信息公开申请120件。",
    "全市各单位共收到政府信息公开申请900件。",
    "收到12345热线工单230件，办结230件，办结率100%。",
    "收到县政府办公室转办的政府信息公开申请1件。",
    "未收到以信函方式提出的政府信息公开申请。",
    "没有收到对政府信息公开工作的投诉举报。",
    "发生政府信息公开行政复议1件，结果维持1件，未发生行政诉讼。",
    "本年度新增政府信息公开行政复议1件，均获维持。",
    "全县行政复议机关共办理行政复议案件120件，行政诉讼45件，其中政府信息公开类3件。",
    "没有因政府信息公开被提起行政诉讼的情况。",
    "主动公开政府信息300条，其中规划类100条、统计类50条、人事类20条。",
    "通过网站公开信息200条，微信公众号公开信息150条，微博公开信息80条，共计300条。",
    "主动公开政府信息300条，其中规划类100条，占33.3%；统计类50条，占16.7%。",
    "举办培训3场，参训120人次，占全县公务员的12%。",
    "制作图解12个，占比超八成。",
    "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
    "本报告统计数据截至2023年12月31日。",
    "2023年度没有收取信息处理费，未发出收费通知。",
    "根据《政府信息公开信息处理费管理办法》，超过30件的，每件收取100元。",
    "收到的申请中有2件结转下一年度继续办理。",
    "申请人可以向本机关提出申请，也可以向县政府提出申请。",
];

#[test]
fn what_is_true_is_not_found_fault_with() {
    for sentence in TRUE {
        for section in [SectionId::Overview, SectionId::ReviewLitigation, SectionId::OtherMatters] {
            let report = Form::e2021().say(section, sentence).read();
            let verdict = check(&ReportView::new(&report), &Settings::default());
            let findings: Vec<_> = verdict.findings.iter().map(|f| (&f.rule, &f.message.zh)).collect();
            assert!(findings.is_empty(), "{section:?} {sentence}: {findings:#?}");
        }
    }
}
