//! TrueCMS: the first entries stand in a hidden container, a script makes a data store of them and asks
//! `messageController/getMessage.do` for the others: JSONP with a data store inside, only with the page as referer. A
//! `perpage` above the cap of the server brings nothing, or 404. On some sites the interface is gone.

use serde_json::json;

use super::{Imitation, variant};
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const COLUMN: &str = "/xrmzf/zfxxgknb/zfxxgknb.html";
const INTERFACE: &str = "/TrueCMS/messageController/getMessage.do";

pub(crate) struct TrueCms;

/// Records that an answer may have; 0: the interface is gone.
fn cap(site: &Site) -> usize {
    [50, 20, 10, 0][variant(site, 4)]
}

fn id(site: &Site, item: usize) -> String {
    format!("{:08x}-{:04x}-4a1b-9c2d-{:012x}", site.number * 7_919 + 17, item, item * 104_729 + site.number)
}

impl Imitation for TrueCms {
    fn name(&self) -> &'static str {
        "truecms"
    }

    fn column(&self, _site: &Site) -> String {
        COLUMN.into()
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        format!("/xrmzf/zfxxgknb/content/{}.html", id(site, item.number))
    }

    fn file(&self, site: &Site, item: &Item, format: Format) -> String {
        format!("/upload/{}/{}.{}", item.day.0, id(site, item.number + 500), format.extension())
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        if asked.bare() == COLUMN {
            return Some(Answer::page(&column(site), site.charset));
        }
        (asked.bare() == INTERFACE).then(|| records(site, asked))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::article(site, item, "<div class=\"con\" id=\"zoom\">", body, "</div>")
    }
}

fn row(item: &Item) -> String {
    format!(
        "<li class=\"change\"><span style=\"float:left;\"><a href=\"{}\" target=\"_blank\">{}</a></span>{}</li>",
        item.path,
        item.title,
        item.date()
    )
}

fn column(site: &Site) -> String {
    let items = site.of_branch(None);
    // Where the interface is gone the page itself holds everything that one can have.
    let shown = if cap(site) == 0 { items.len() } else { 10 };
    let initial: String = items.iter().take(shown).map(|item| format!("<ul>{}</ul>\n", row(item))).collect();
    let total = items.len();
    let body = format!(
        "<div id=\"initData\" style=\"display:none\">\n{initial}</div>\n<div id=\"msgList\"></div>\n<script>\n$(function(){{\n\
         var initData = '<datastore><totalrecord>{total}</totalrecord><recordset>';\n\
         $('#initData ul').each(function(){{ initData += '<record><![CDATA[' + $(this).html().replace(/(\\n)+|(\\r\\n)+/g, '') + ']]></record>'; }});\n\
         initData += '</recordset></datastore>';\n$('#msgList').jpage({{ cache:false, openCookies:false, dataStore:initData, totalRecord:{total},\
         dataBefore:'<ul id=\"content\" class=\"content\">', dataAfter:'</ul>', proxyUrl:'{}', perPage:10, groupSize:3, barPosition:'bottom',\
         ajaxParam:{{ columnId:'{}' }} }});\n}});\n</script>",
        site.url(INTERFACE),
        id(site, 0)
    );
    page::page(site, "政府信息公开年报", "", &body)
}

fn records(site: &Site, asked: &Asked) -> Answer {
    let count = |name: &str| asked.parameter(name).and_then(|value| value.parse::<usize>().ok());
    let (Some(start), Some(end), Some(per)) = (count("startrecord"), count("endrecord"), count("perpage")) else {
        return Answer::missing();
    };
    let refused = asked.header("referer").is_none_or(|from| !from.contains(COLUMN))
        || asked.parameter("columnId") != Some(id(site, 0))
        || cap(site) == 0;
    if refused || (per > cap(site) && cap(site) < 50) {
        return Answer::missing();
    }
    let shown = if per > cap(site) { 0 } else { (end + 1).saturating_sub(start).min(per) };
    let records: String = site
        .items
        .iter()
        .skip(start.saturating_sub(1))
        .take(shown)
        .map(|item| format!("<record><![CDATA[{}]]></record>", row(item)))
        .collect();
    let store = format!(
        "<datastore><totalrecord>{}</totalrecord><recordset>{records}</recordset></datastore>",
        site.items.len()
    );
    let answer = json!({"result": store});
    let text = match asked.parameter("callback") {
        Some(callback) => format!("{callback}({answer})"),
        None => answer.to_string(),
    };
    Answer::of("text/javascript;charset=UTF-8", text)
}
