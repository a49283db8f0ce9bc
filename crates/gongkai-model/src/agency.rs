//! Who reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The organ that a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agency {
    /// Name as the report gives it, without white space.
    pub name: String,
    /// What sort of organ it is; empty where the name does not tell.
    pub kind: Option<Kind>,
    /// Level of administration; empty where the name does not tell.
    pub level: Option<Level>,
}

/// Whose report it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Name: of the roster where it lists the unit, else as the report gives it. Reports of one name are one unit's.
    pub name: String,
    /// What sort of organ it is.
    pub kind: Option<Kind>,
    /// Level of administration.
    pub level: Option<Level>,
    /// Code of its division, 12 digits (统计用区划代码).
    pub code: Option<String>,
    /// Province, as the list of divisions names it (`河南省`).
    pub province: Option<String>,
    /// Prefecture.
    pub prefecture: Option<String>,
    /// County.
    pub county: Option<String>,
    /// Name of the unit whose report should cover it.
    pub superior: Option<String>,
}

/// What sort of organ reports (条例 Arts 49, 54, 55 treat them differently).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 人民政府: the government of a territory.
    Government,
    /// 政府办公厅、办公室: the office of a government.
    GovernmentOffice,
    /// 部门: a department of a government, or of the State Council.
    Department,
    /// 街道办事处: dispatched organ of a district or county-level city.
    Subdistrict,
    /// 派出机构: branch offices, stations, brigades of a department.
    DispatchedOffice,
    /// 开发区管委会: management committee of a zone.
    DevelopmentZone,
    /// 法律、法规授权的组织 (条例 Art. 54).
    AuthorisedOrganisation,
    /// 公共企事业单位 (条例 Art. 55).
    PublicInstitution,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Government,
        Self::GovernmentOffice,
        Self::Department,
        Self::Subdistrict,
        Self::DispatchedOffice,
        Self::DevelopmentZone,
        Self::AuthorisedOrganisation,
        Self::PublicInstitution,
    ];

    /// The one with a name in code and data.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::GovernmentOffice => "government_office",
            Self::Department => "department",
            Self::Subdistrict => "subdistrict",
            Self::DispatchedOffice => "dispatched_office",
            Self::DevelopmentZone => "development_zone",
            Self::AuthorisedOrganisation => "authorised_organisation",
            Self::PublicInstitution => "public_institution",
        }
    }
}

/// Level of administration of an organ: for a department, that of the government it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 国务院及其部门.
    Central,
    /// 省、自治区、直辖市.
    Province,
    /// 地级市、自治州、地区、盟.
    Prefecture,
    /// 县、区、县级市、旗.
    County,
    /// 乡、镇、民族乡、苏木、街道.
    Township,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Central, Self::Province, Self::Prefecture, Self::County, Self::Township];

    /// The one with a name in code and data.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Central => "central",
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
        }
    }
}
