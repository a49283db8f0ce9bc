//! Rows, bands and sections: the types an edition is made of.

use gongkai_model::SectionId;

use crate::Label;

/// A section of the report.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Which section.
    pub id: SectionId,
    /// Number on the form, 1 to 6.
    pub number: u8,
    /// Heading as the annex prints it, and other wordings.
    pub label: Label,
}

/// Something that section 1 should speak of.
#[derive(Debug, Clone, Copy)]
pub struct OverviewItem {
    /// Name in code and data.
    pub id: &'static str,
    /// Its heading, and words by which text without headings speaks of it.
    pub label: Label,
}

/// A band of Table 2: one item of 条例 Art. 20 with its own header.
#[derive(Debug, Clone, Copy)]
pub struct Band {
    /// Name in the path of a cell (`art20_1`).
    pub id: &'static str,
    /// The item of Art. 20 (第二十条第（一）项).
    pub item: u8,
    /// Columns, without the label column.
    pub columns: &'static [BandColumn],
    /// Rows.
    pub rows: &'static [BandRow],
}

/// A column of a band.
#[derive(Debug, Clone, Copy)]
pub struct BandColumn {
    /// Name in the path of a cell.
    pub id: &'static str,
    /// Header.
    pub label: Label,
    /// Unit where the form fixes it; empty: not printed.
    pub unit: &'static str,
    /// Whether the column counts changes, so that `-3`, `减3` are numbers below zero.
    pub signed: bool,
}

/// A row of a band.
#[derive(Debug, Clone, Copy)]
pub struct BandRow {
    /// Name in the path of a cell.
    pub id: &'static str,
    /// Label.
    pub label: Label,
}

macro_rules! request_rows {
    ($($(#[$doc:meta])* $variant:ident $id:literal;)*) => {
        /// Rows of Table 3, of all editions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RequestRow { $($(#[$doc])* $variant,)* }

        impl RequestRow {
            /// Every row, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Name in the path of a cell.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }
        }
    };
}

request_rows! {
    /// 一、本年新收政府信息公开申请数量.
    NewReceived "new_received";
    /// 二、上年结转政府信息公开申请数量.
    CarriedIn "carried_in";
    /// （一）予以公开.
    Granted "granted";
    /// （二）部分公开.
    PartiallyGranted "partially_granted";
    /// （三）1.属于国家秘密.
    DeniedStateSecret "denied_state_secret";
    /// （三）2.其他法律行政法规禁止公开.
    DeniedProhibitedByLaw "denied_prohibited_by_law";
    /// （三）3.危及“三安全一稳定”.
    DeniedSecurityStability "denied_security_stability";
    /// （三）4.保护第三方合法权益.
    DeniedThirdPartyRights "denied_third_party_rights";
    /// （三）5.属于三类内部事务信息.
    DeniedInternalAffairs "denied_internal_affairs";
    /// （三）6.属于四类过程性信息.
    DeniedProcessInformation "denied_process_information";
    /// （三）7.属于行政执法案卷.
    DeniedEnforcementCaseFile "denied_enforcement_case_file";
    /// （三）8.属于行政查询事项.
    DeniedAdministrativeInquiry "denied_administrative_inquiry";
    /// （四）1.本机关不掌握相关政府信息.
    UnableNotHeld "unable_not_held";
    /// （四）2.没有现成信息需要另行制作.
    UnableRequiresCreation "unable_requires_creation";
    /// （四）3.补正后申请内容仍不明确.
    UnableStillUnclear "unable_still_unclear";
    /// （五）1.信访举报投诉类申请.
    NotProcessedPetition "not_processed_petition";
    /// （五）2.重复申请.
    NotProcessedRepeated "not_processed_repeated";
    /// （五）3.要求提供公开出版物.
    NotProcessedPublication "not_processed_publication";
    /// （五）4.无正当理由大量反复申请.
    NotProcessedExcessive "not_processed_excessive";
    /// （五）5.要求行政机关确认或重新出具已获取信息.
    NotProcessedConfirmReissue "not_processed_confirm_reissue";
    /// （六）其他处理, one row (2019).
    Other "other";
    /// （六）1.申请人无正当理由逾期不补正… (2021).
    OtherNoCorrection "other_no_correction";
    /// （六）2.申请人逾期未按收费通知要求缴纳费用… (2021).
    OtherFeeUnpaid "other_fee_unpaid";
    /// （六）3.其他 (2021).
    OtherMisc "other_misc";
    /// （七）总计.
    TotalProcessed "total_processed";
    /// 四、结转下年度继续办理.
    CarriedOut "carried_out";
}

/// Groups of Table 3: labels that span rows and have no cells of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestGroup {
    /// 三、本年度办理结果.
    Results,
    /// （三）不予公开.
    Denied,
    /// （四）无法提供.
    Unable,
    /// （五）不予处理.
    NotProcessed,
    /// （六）其他处理, with rows of its own (2021).
    Other,
}

impl RequestGroup {
    /// Label on the form.
    pub const fn label(self) -> Label {
        use crate::Mark::{Group, Section};
        match self {
            Self::Results => Label::marked(Section(3), "本年度办理结果", &["本年办理结果", "办理结果"]),
            Self::Denied => Label::marked(Group(3), "不予公开", &[]),
            Self::Unable => Label::marked(Group(4), "无法提供", &[]),
            Self::NotProcessed => Label::marked(Group(5), "不予处理", &[]),
            Self::Other => Label::marked(Group(6), "其他处理", &["其它处理", "其他"]),
        }
    }
}

/// A line of Table 3 in an edition: the row, its label and its group.
#[derive(Debug, Clone, Copy)]
pub struct RequestLine {
    /// Which row.
    pub row: RequestRow,
    /// Label, without the group's words.
    pub label: Label,
    /// The group it stands in.
    pub group: Option<RequestGroup>,
}

/// A line of the statistics table of 2014 to 2018: one figure.
#[derive(Debug, Clone, Copy)]
pub struct StatisticsLine {
    /// Name in the path of the cell (`s14.requests_received`).
    pub id: &'static str,
    /// Label.
    pub label: Label,
    /// Unit on the form.
    pub unit: &'static str,
}
