//! Columns that did not change between editions: applicants of Table 3, blocks and outcomes of Table 4.

use crate::Label;

macro_rules! columns {
    ($(#[$doc:meta])* $name:ident, $list:ident: $($(#[$item:meta])* $variant:ident $id:literal $text:literal [$($alias:literal),*];)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item])* $variant,)* }

        #[doc = concat!("All of [`", stringify!($name), "`], in the order of the form.")]
        pub const $list: &[$name] = &[$($name::$variant,)*];

        impl $name {
            /// Name in the path of a cell.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// Label on the form.
            pub const fn label(self) -> Label {
                match self { $(Self::$variant => Label::plain($text, &[$($alias),*]),)* }
            }

            /// Position on the form, from 0.
            pub const fn index(self) -> usize {
                self as usize
            }
        }
    };
}

columns! {
    /// Columns of Table 3 (申请人情况).
    Applicant, APPLICANTS:
    /// 自然人.
    NaturalPerson "natural_person" "自然人" ["公民", "个人"];
    /// 商业企业.
    CommercialEnterprise "commercial_enterprise" "商业企业" ["企业"];
    /// 科研机构.
    ResearchInstitution "research_institution" "科研机构" [];
    /// 社会公益组织.
    PublicWelfareOrganization "public_welfare_organization" "社会公益组织" ["社会公益", "公益组织"];
    /// 法律服务机构.
    LegalServicesInstitution "legal_services_institution" "法律服务机构" ["法律服务"];
    /// 其他 (法人或其他组织).
    OtherOrganization "other_organization" "其他" ["其它"];
    /// 总计.
    Total "total" "总计" ["合计"];
}

columns! {
    /// Blocks of Table 4.
    DisputeBlock, DISPUTE_BLOCKS:
    /// 行政复议.
    Reconsideration "reconsideration" "行政复议" ["行政复议情况"];
    /// 行政诉讼，未经复议直接起诉.
    LitigationDirect "litigation_direct" "未经复议直接起诉" ["行政诉讼未经复议直接起诉", "直接起诉", "未经行政复议直接起诉"];
    /// 行政诉讼，复议后起诉.
    LitigationAfterReconsideration "litigation_after_reconsideration" "复议后起诉" ["行政诉讼复议后起诉", "经复议后起诉", "行政复议后起诉"];
}

columns! {
    /// Outcomes in each block of Table 4.
    DisputeOutcome, DISPUTE_OUTCOMES:
    /// 结果维持.
    Upheld "upheld" "结果维持" ["维持"];
    /// 结果纠正.
    Corrected "corrected" "结果纠正" ["结果撤销", "被纠正", "纠正"];
    /// 其他结果.
    Other "other" "其他结果" ["其它结果"];
    /// 尚未审结.
    Pending "pending" "尚未审结" ["正在审理", "未审结"];
    /// 总计.
    Total "total" "总计" ["合计"];
}
