"""What the scripts share: from the rows of a page's tables to the cells of the report, and the loop over files.

A script hands over a function that takes the text of a page, or the path of a file, and gives its tables as rows of
strings. It is the work that somebody with well-formed reports at hand would do: labels are compared without punctuation
and numbering, the figures of Table 3 are the last seven cells of a row, those of Table 4 the last fifteen, and Table 2
goes by its headers.
"""
import csv
import re
import sys
from pathlib import Path

COLUMNS = ("natural_person commercial_enterprise research_institution public_welfare_organization "
           "legal_services_institution other_organization total").split()

REQUESTS = {
    "本年新收政府信息公开申请数量": "new_received",
    "上年结转政府信息公开申请数量": "carried_in",
    "予以公开": "granted",
    "部分公开区分处理的只计这一情形不计其他情形": "partially_granted",
    "部分公开": "partially_granted",
    "属于国家秘密": "denied_state_secret",
    "其他法律行政法规禁止公开": "denied_prohibited_by_law",
    "危及三安全一稳定": "denied_security_stability",
    "保护第三方合法权益": "denied_third_party_rights",
    "属于三类内部事务信息": "denied_internal_affairs",
    "属于四类过程性信息": "denied_process_information",
    "属于行政执法案卷": "denied_enforcement_case_file",
    "属于行政查询事项": "denied_administrative_inquiry",
    "本机关不掌握相关政府信息": "unable_not_held",
    "没有现成信息需要另行制作": "unable_requires_creation",
    "补正后申请内容仍不明确": "unable_still_unclear",
    "信访举报投诉类申请": "not_processed_petition",
    "重复申请": "not_processed_repeated",
    "要求提供公开出版物": "not_processed_publication",
    "无正当理由大量反复申请": "not_processed_excessive",
    "要求行政机关确认或重新出具已获取信息": "not_processed_confirm_reissue",
    "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请": "other_no_correction",
    "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请": "other_fee_unpaid",
    "其他": "other_misc",
    "其他处理": "other",
    "总计": "total_processed",
    "结转下年度继续办理": "carried_out",
}

PROACTIVE = {
    "规章": "art20_1.rules",
    "规范性文件": "art20_1.normative_documents",
    "行政规范性文件": "art20_1.normative_documents",
    "行政许可": "art20_5.administrative_licensing",
    "其他对外管理服务事项": "art20_5.other_public_services",
    "行政处罚": "art20_6.administrative_penalties",
    "行政强制": "art20_6.administrative_compulsion",
    "行政事业性收费": "art20_8.administrative_fees",
    "政府集中采购": "art20_9.centralized_procurement",
}

HEADERS = {
    "本年制发件数": "t2_2021 issued",
    "本年废止件数": "t2_2021 abolished",
    "现行有效件数": "t2_2021 in_force",
    "本年处理决定数量": "t2_2021 decisions",
    "本年收费金额单位万元": "t2_2021 amount_10k_yuan",
    "本年新制作数量": "t2_2019 newly_produced",
    "本年新公开数量": "t2_2019 newly_disclosed",
    "对外公开总数量": "t2_2019 total_disclosed",
    "上一年项目数量": "t2_2019 prior_year_items",
    "本年增减": "t2_2019 items_change",
    "处理决定数量": "t2_2019 decisions",
    "采购项目数量": "t2_2019 projects",
    "采购总金额": "t2_2019 amount",
}

DISPUTES = [f"{block}_{outcome}"
            for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
            for outcome in ("upheld", "corrected", "other", "pending", "total")]

PUNCTUATION = re.compile(r"\W+")
NUMBERING = re.compile(r"^[一二三四五六七八九十\d]+")
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def label(text):
    return NUMBERING.sub("", PUNCTUATION.sub("", text))


def value(text):
    """The number in a cell, "" for a blank, None for anything else."""
    text = "".join(text.split()).replace(",", "")
    if text in ("", "/", "-", "—", "无"):
        return ""
    found = NUMBER.match(text)
    return found and found[0]


def facts(tables):
    """Cells of the report, by name. Where one stands twice the first counts."""
    cells = {}

    def put(cell, text):
        number = value(text)
        if number is not None:
            cells.setdefault(cell, number)

    for rows in tables:
        headers = []
        for row in rows:
            if len(row) >= 15 and all(value(text) is not None for text in row[-15:]):
                for name, text in zip(DISPUTES, row[-15:]):
                    put(f"t4.{name}", text)
                continue
            request = REQUESTS.get(label(row[-8])) if len(row) >= 8 else None
            if request:
                for name, text in zip(COLUMNS, row[-7:]):
                    put(f"t3.{request}.{name}", text)
                continue
            if not row:
                continue
            first = label(row[0])
            if first == "信息内容":
                headers = [HEADERS.get(label(text)) for text in row]
            elif first in PROACTIVE:
                for header, text in zip(headers, row):
                    if header:
                        table, name = header.split()
                        put(f"{table}.{PROACTIVE[first]}.{name}", text)
    return cells


def decode(page):
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        return page.decode("gb18030", errors="replace")


def main(tables):
    """Reads all pages of the folders given and prints their cells as CSV."""
    files(lambda path: tables(decode(path.read_bytes())), ("html",))


def files(tables, extensions):
    """The same with a function that takes the path of a file, for files of some formats."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["source", "cell", "value"])
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).iterdir()):
            if path.suffix[1:] not in extensions:
                continue
            for cell, number in facts(tables(path)).items():
                out.writerow([path, cell, number])
