//! Pages that a site gives instead of the one asked for: challenges of its guards, error pages, pages that lead on.

use gongkai_plugin::ImportError;

use crate::flat::Flat;
use crate::tag::Tag;

/// More text than this, and no guard wrote the page.
const LONGEST: u32 = 600;

/// What the scripts and texts of guards have in them, and the name of the guard.
const GUARDS: &[(&[&str], &str)] = &[
    (&["$_ts"], "瑞数 (Ruishu)"),
    (&["__jsl_clearance"], "加速乐 (Jiasule)"),
    (&["__jsluid"], "加速乐 (Jiasule)"),
    (&["wzwsconfirm"], "WZWS"),
    (&["wzwschallenge"], "WZWS"),
    (&["WZWS_"], "WZWS"),
    (&["acw_sc__v2"], "阿里云 (Aliyun)"),
    (&["aliyun_waf"], "阿里云 (Aliyun)"),
    (&["CT6T"], "openresty"),
    (&["EO_Bot_Ssid"], "腾讯 EdgeOne (Tencent EdgeOne)"),
    (&["edgeone", "block"], "腾讯 EdgeOne (Tencent EdgeOne)"),
    (&["wangsu"], "网宿 (Wangsu)"),
    (&["yundun"], "云盾 (Yundun)"),
    (&["云盾"], "云盾 (Yundun)"),
    (&["请输入验证码"], "验证码 (captcha)"),
    (&["安全验证"], "验证码 (captcha)"),
    (&["滑动验证"], "验证码 (captcha)"),
    (&["Just a moment", "challenge"], "Cloudflare"),
];

/// Words of error pages.
const ERRORS: &[&str] = &[
    "404",
    "403 Forbidden",
    "Forbidden",
    "Not Found",
    "500 Internal",
    "Internal Server Error",
    "Bad Gateway",
    "502",
    "503",
    "Service Unavailable",
    "Gateway Time",
    "页面不存在",
    "页面未找到",
    "页面找不到",
    "找不到该页面",
    "找不到页面",
    "您访问的页面",
    "访问的页面不存在",
    "无法访问",
    "访问被拒绝",
    "拒绝访问",
    "访问受限",
    "禁止访问",
    "服务器错误",
    "系统错误",
    "信息不存在",
    "文章不存在",
    "已被删除",
    "统一身份认证",
    "请登录",
];

/// Why a page is none: it holds little, and a guard, an error or a mere address is in it.
pub(crate) fn recognise(flat: &Flat<'_>, html: &str, status: Option<u16>) -> Option<ImportError> {
    let root = &flat.items[0];
    if root.text > LONGEST || root.cells > 0 {
        return None;
    }
    let guard = GUARDS.iter().find(|(marks, _)| marks.iter().all(|mark| html.contains(mark)));
    if let Some((_, name)) = guard {
        return Some(ImportError::Challenge { name: (*name).into() });
    }
    let title = title(flat);
    let shown = format!("{title}\n{}", shown(flat));
    let failed = status.is_some_and(|status| status >= 400);
    if failed || ERRORS.iter().any(|words| shown.contains(words)) {
        let title = if title.is_empty() { first_line(&shown) } else { title };
        return Some(ImportError::ErrorPage { title });
    }
    let address = leads_on(flat, html)?;
    (root.text < 60).then_some(ImportError::LeadsOn { address })
}

fn title(flat: &Flat<'_>) -> String {
    let title = (0..flat.items.len()).find(|&at| flat.name(at) == "title");
    let text = title.map(|at| flat.raw_text(at)).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect()
}

fn shown(flat: &Flat<'_>) -> String {
    let mut text = String::new();
    let mut at = 0;
    while at < flat.items.len() {
        let item = &flat.items[at];
        if item.hidden || item.tag == Tag::Skipped && at > 0 {
            at = item.end;
            continue;
        }
        if let Some(words) = item.node.as_text() {
            text.push_str(words.trim());
            text.push('\n');
        }
        at += 1;
    }
    text
}

fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().chars().take(100).collect()
}

/// The address that a page sends its reader to at once.
fn leads_on(flat: &Flat<'_>, html: &str) -> Option<String> {
    let refresh = (0..flat.items.len()).find_map(|at| {
        let refresh = flat.attribute(at, "http-equiv")?.eq_ignore_ascii_case("refresh");
        let content = flat.attribute(at, "content").filter(|_| refresh && flat.name(at) == "meta")?;
        let (_, address) = content.split_once('=')?;
        Some(address.trim().trim_matches(['\'', '"']).to_owned())
    });
    refresh.or_else(|| {
        ["location.href", "location.replace(", "window.location"].iter().find_map(|call| {
            let (_, behind) = html.split_once(call)?;
            let behind: String = behind.chars().take(400).collect();
            let start = behind.find(['\'', '"'])?;
            let rest = &behind[start + 1..];
            let end = rest.find(&behind[start..=start])?;
            (start < 6 && end > 0).then(|| rest[..end].to_owned())
        })
    })
}
