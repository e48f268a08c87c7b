"""What staff get wrong in YAML: each mistake gives its exact message and a caret, ends with 1, and writes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.company import AS_OF, Root
from support.nobody import run_as_nobody
from support.small import SMALL

from generator.text.printed import printed

TASK = "definitions/maintenance/window/bolts.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
POLISH = "definitions/maintenance/floor/polish.yaml"
PRODUCT = "definitions/products/window.yaml"
PROMISE = "definitions/services/promises/glass.yaml"
COMPANY = "definitions/company.yaml"
CALENDAR = "definitions/calendars/workdays-cn.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
TEAM = "schedules/technicians.yaml"
RECORDS = "schedules/records/2026-10.yaml"

Spoil = Callable[[Root], object]


@dataclass(frozen=True)
class Mistake:
    """A way to spoil the small company, and the lines that staff then read, carets apart."""

    spoil: Spoil
    says: str
    zh: str = ""


def edit(file: str, old: str, new: str) -> Spoil:
    return lambda root: root.edit(file, old, new)


def write(file: str, content: str | bytes) -> Spoil:
    return lambda root: root.write(file, content)


def add(file: str, text: str) -> Spoil:
    return lambda root: root.add(file, text)


def remove(file: str) -> Spoil:
    return lambda root: root.remove(file)


def folder(file: str) -> Spoil:
    def spoil(root: Root) -> None:
        root.remove(file)
        (root.path / file).mkdir()

    return spoil


NOT_YAML = {
    "a web page": Mistake(write(TASK, "%%% <html>\n"), f"{TASK}:1:2: this is not YAML", f"{TASK}:1:2: 这里不是正确的 YAML"),
    "prose": Mistake(
        write(TASK, "just prose\n"),
        f"{TASK}:1:1: expected keys and values (key: value)",
        f"{TASK}:1:1: 应为若干“键: 值”",
    ),
    "a list for a mapping": Mistake(write(TASK, "- a\n- b\n"), f"{TASK}:1:1: expected keys and values (key: value)"),
    "a bracket left open": Mistake(
        edit(TASK, "products: [window]", "products: [window"),
        f"{TASK}:3:11: this [ is never closed; add the other half",
        f"{TASK}:3:11: 这里的 [ 没有配对的另一半；请补上",
    ),
    "a bracket too many": Mistake(write(TASK, "{]\n"), f"{TASK}:1:2: a bracket or comma is missing or one too many"),
    "a quote left open": Mistake(
        edit(TASK, "en: Bolt check}", 'en: "Bolt check}'),
        f"{TASK}:1:22: this \" is never closed; add the other half",
        f"{TASK}:1:22: 这里的 \" 没有配对的另一半；请补上",
    ),
    "a character that needs quotes": Mistake(
        edit(TASK, "anchor: move_in", "anchor: @move_in"),
        f'{TASK}:5:11: a text that begins with @ needs quotes, as in "@…"',
    ),
    "a colon out of place": Mistake(
        edit(TASK, "anchor: move_in", "anchor: move_in: now"),
        f"{TASK}:5:18: a colon is out of place, or the line is indented too far; write a colon and a space after a key, and quote text that holds a colon",
        f"{TASK}:5:18: 冒号的位置不对，或这一行缩进过多；键后写冒号加空格，含冒号的文字须加引号",
    ),
    "indented too little": Mistake(
        edit(TASK, "  threshold: 1 month", " threshold: 1 month"),
        f"{TASK}:6:2: indented differently from the lines above; align what belongs together",
        f"{TASK}:6:2: 缩进与上文不一致；同一级须对齐",
    ),
    "a tab for indentation": Mistake(
        edit(TASK, "  anchor: move_in", "\tanchor: move_in"),
        f"{TASK}:5:1: a tab stands here; YAML is indented with spaces only",
        f"{TASK}:5:1: 用了制表符；YAML 缩进只能用空格",
    ),
    "a tab after spaces": Mistake(
        edit(TASK, "  threshold: 1 month", "  \tthreshold: 1 month"),
        f"{TASK}:6:3: a tab stands here; YAML is indented with spaces only",
    ),
    "a duplicate key": Mistake(
        edit(TASK, "  threshold: 1 month", "  threshold: 1 month\n  anchor: acceptance"),
        f"{TASK}:7:3: the key 'anchor' stands here twice; remove one",
        f"{TASK}:7:3: 键 'anchor' 重复；删去一个",
    ),
    "a duplicate key on one line": Mistake(
        edit(CUSTOMER, "quantity: 12", "quantity: 12, quantity: 13"),
        f"{CUSTOMER}:14:66: the key 'quantity' stands here twice; remove one",
    ),
    "an alias": Mistake(
        edit(TASK, "products: [window]", "products: *all"),
        f"{TASK}:3:11: anchors and aliases (& and *) are not used here; write the content out, and put quotes around a text that begins with & or *",
        f"{TASK}:3:11: 不使用锚点和别名（& 和 *）；请直接写出内容；以 & 或 * 开头的文字请加引号",
    ),
    "an anchor": Mistake(
        edit(TASK, "products: [window]", "products: &all [window]"),
        f"{TASK}:3:11: anchors and aliases (& and *) are not used here; write the content out, and put quotes around a text that begins with & or *",
    ),
    "a tag": Mistake(
        edit(TASK, "threshold: 1 month", "threshold: !interval 1 month"),
        f"{TASK}:6:14: tags (!) are not used here; quote the value if it is text",
        f"{TASK}:6:14: 不使用标签（!）；如是文字请加引号",
    ),
    "a tag of Python's": Mistake(
        edit(TASK, "threshold: 1 month", "threshold: !!python/object/apply:os.system ['true']"),
        f"{TASK}:6:14: tags (!) are not used here; quote the value if it is text",
    ),
    "an empty file": Mistake(
        write(TASK, ""),
        f"{TASK}:1:1: this file is empty; fill it in, or delete it",
        f"{TASK}:1:1: 文件是空的；请填写内容，或删除该文件",
    ),
    "comments alone": Mistake(write(TASK, "# later\n"), f"{TASK}:1:1: this file holds remarks alone, behind '#'; fill it in, or delete it"),
    "two documents": Mistake(add(TASK, "---\na: 1\n"), f"{TASK}:27:1: one document a file; remove the ---"),
    "not UTF-8": Mistake(
        write(TASK, SMALL[TASK].encode("gbk")),
        f"{TASK}:1:12: encoded as GBK, and no UTF-8 from this line on; save it as UTF-8",
        f"{TASK}:1:12: 是 GBK 编码，从这一行起不是 UTF-8；请另存为 UTF-8",
    ),
    "UTF-16": Mistake(
        write(TASK, SMALL[TASK].encode("utf-16")), f"{TASK}:1:1: encoded as UTF-16, and no UTF-8 from this line on; save it as UTF-8"
    ),
    "a control character": Mistake(
        edit(TASK, "Tighten each bolt", "Tighten \x07each"),
        f"{TASK}:18:28: an invisible character U+0007 stands here, most likely pasted along; "
        "delete the words around it and type them anew",
        f"{TASK}:18:28: 这里有看不见的字符 U+0007，多半是粘贴带来的；请把前后几个字删掉重打",
    ),
    "a control character, escaped": Mistake(
        edit(TASK, "en: Tighten each bolt", r'en: "Tighten\u0007each"'),
        f"{TASK}:18:20: steps[0].en: the text holds an invisible character or a literal \\N (U+0007); "
        "delete the words around it and type them anew",
    ),
    "a line separator": Mistake(
        edit(TASK, "en: Tighten each bolt", r'en: "Tighten\u2028each"'),
        f"{TASK}:18:20: steps[0].en: the text holds an invisible character or a literal \\N (U+2028); "
        "delete the words around it and type them anew",
    ),
    "what iCalendar takes for a line break": Mistake(
        edit(TASK, "Tighten each bolt", r"Tighten \Neach"),
        f"{TASK}:18:20: steps[0].en: the text holds an invisible character or a literal \\N (\\N); "
        "delete the words around it and type them anew",
    ),
    "half a surrogate pair": Mistake(
        edit(TASK, "en: Tighten each bolt", r'en: "Tighten\ud800each"'), f"{TASK}:18:30: this is not YAML"
    ),
    "lists nested deeply": Mistake(write(TASK, "[" * 100_000), f"{TASK}:1:41: nested too deeply", f"{TASK}:1:41: 嵌套太深"),
    "mappings nested deeply": Mistake(
        write(TASK, "".join("  " * depth + "a:\n" for depth in range(60))), f"{TASK}:41:81: nested too deeply"
    ),
    "a list as a key": Mistake(
        edit(CUSTOMER, "tier: A", "tier: A\n? [a]\n: x"), f"{CUSTOMER}:4:3: a key must be plain text"
    ),
}  # fmt: skip

SHAPE = {
    "an unknown key, nearly right": Mistake(
        edit(TASK, "tolerance:", "tolerence:"),
        f"{TASK}:7:3: schedule.tolerence: unknown key 'tolerence'; did you mean 'tolerance'?",
        f"{TASK}:7:3: schedule.tolerence: 未知的键 'tolerence'；是不是 'tolerance'？",
    ),
    "an unknown key, quite wrong": Mistake(
        edit(CUSTOMER, "tier: A", "tier: A\nfavourite: blue"),
        f"{CUSTOMER}:4:1: favourite: unknown key 'favourite'; there are name, locale, tier, formerly, other_than and 9 more",
    ),
    "a key of numbers": Mistake(
        edit(CUSTOMER, "tier: A", "tier: A\n7: x"),
        f"{CUSTOMER}:4:1: 7: unknown key '7'; there are name, locale, tier, formerly, other_than and 9 more",
    ),
    "an id that the file's name gives": Mistake(
        edit(TASK, "products: [window]", "id: bolts\nproducts: [window]"), f"{TASK}:3:1: id: unknown key 'id'"
    ),
    "a merge key": Mistake(
        edit(TASK, "products: [window]", "<<: {a: 1}\nproducts: [window]"), f"{TASK}:3:1: <<: unknown key '<<'"
    ),
    "a missing key": Mistake(
        edit(TASK, "  duration: {fixed: 30 minutes, per_unit: 2 minutes}\n", ""),
        f"{TASK}:12:3: work: 'duration' is missing; add it",
        f"{TASK}:12:3: work: 缺少 'duration'；请补上",
    ),
    "a missing key at the top": Mistake(
        edit(TASK, "products: [window]\nschedule:", "products: [window]\nshedule:"),
        f"{TASK}:4:1: shedule: unknown key 'shedule'; did you mean 'schedule'?",
    ),
    "a number for text": Mistake(
        edit(PRODUCT, "line: window\n", "line: window\ncodes: [65]\n"),
        f"{PRODUCT}:3:9: codes[0]: expected text; put quotes around a number",
        f"{PRODUCT}:3:9: codes[0]: 应为文字；数字请加引号",
    ),
    "a list for text": Mistake(
        edit(PRODUCT, "line: window\n", "line: window\ncodes: [[a, b]]\n"),
        f"{PRODUCT}:3:9: codes[0]: expected one text, neither a list nor one for each language",
        f"{PRODUCT}:3:9: codes[0]: 这里只写一段文字，不用列表，也不分语言",
    ),
    "texts in each language for text": Mistake(
        edit(CUSTOMER, "name: 诸葛先生\n", "name: {zh: 诸葛先生, en: Mr Zhuge}\n"),
        f"{CUSTOMER}:1:7: name: expected one text, neither a list nor one for each language",
        f"{CUSTOMER}:1:7: name: 这里只写一段文字，不用列表，也不分语言",
    ),
    "text for a number": Mistake(
        edit(CUSTOMER, "quantity: 12", "quantity: many"),
        f"{CUSTOMER}:14:62: sites[0].assets[0].quantity: expected a number; write digits alone, without a unit or quotes",
        f"{CUSTOMER}:14:62: sites[0].assets[0].quantity: 应为数字；只写数字，不带单位、引号",
    ),
    "a number of nothing": Mistake(
        edit(CUSTOMER, "quantity: 12", "quantity: 0"),
        f"{CUSTOMER}:14:62: sites[0].assets[0].quantity: must be more than 0",
        f"{CUSTOMER}:14:62: sites[0].assets[0].quantity: 必须大于 0",
    ),
    "not a number": Mistake(
        edit(CUSTOMER, "quantity: 12", "quantity: .nan"),
        f"{CUSTOMER}:14:62: sites[0].assets[0].quantity: expected a number; write digits alone, without a unit or quotes",
    ),
    "a number beyond all numbers": Mistake(
        edit(CUSTOMER, "quantity: 12", "quantity: 1e999"),
        f"{CUSTOMER}:14:62: sites[0].assets[0].quantity: expected a number; write digits alone, without a unit or quotes",
    ),
    "a huge whole number": Mistake(
        edit(CUSTOMER, "locale: zh", f"locale: zh\nfeed_revision: {'9' * 5000}"),
        f"{CUSTOMER}:3:16: feed_revision: expected a whole number",
    ),
    "text for a list": Mistake(
        edit(TASK, "products: [window]", "products: window"),
        f"{TASK}:3:11: products: expected a list, each item starting with -",
        f"{TASK}:3:11: products: 应为列表，每项以 - 开头",
    ),
    "a list for keys and values": Mistake(
        edit(COMPANY, "  indoor: {zh: 室内, en: indoor}", "  - indoor"),
        f"{COMPANY}:21:3: settings: expected keys and values (key: value)",
    ),
    "an empty list": Mistake(
        edit(TASK, "steps:\n  - {zh: 逐个拧紧, en: Tighten each bolt}", "steps: []"),
        f"{TASK}:17:8: steps: the list must not be empty",
        f"{TASK}:17:8: steps: 列表不能为空",
    ),
    "empty text": Mistake(
        edit(TASK, "en: Bolt check}", 'en: " "}'),
        f"{TASK}:1:22: name.en: the text is empty; fill it in",
        f"{TASK}:1:22: name.en: 文字是空的；请填写",
    ),
    "yes for true": Mistake(
        edit(COMPANY, "example: true", "example: yes"),
        f"{COMPANY}:8:10: example: expected true or false",
        f"{COMPANY}:8:10: example: 应为 true 或 false",
    ),
    "not one of the choices": Mistake(
        edit(PRODUCT, "period: 2 years", "period: 2 years\n    anchor: accepted"),
        f"{PRODUCT}:15:13: warranty[0].anchor: 'accepted' is not one of contract_start, installed, acceptance, move_in; "
        "did you mean 'acceptance'?",
        f"{PRODUCT}:15:13: warranty[0].anchor: 'accepted' 不在可选值之内：contract_start（合同开始）、installed（安装完成）、acceptance（验收）、move_in（入住）；"
        "是不是 'acceptance'？",
    ),
    "an id with a blank": Mistake(
        edit(CUSTOMER, "id: home", "id: My Home"),
        f"{CUSTOMER}:7:9: sites[0].id: 'My Home' cannot serve as an id; use lower-case letters, digits and hyphens",
    ),
    "an impossible date": Mistake(
        edit(CUSTOMER, "acceptance: 2026-08-31", "acceptance: 2026-02-30"),
        f"{CUSTOMER}:12:30: sites[0].milestones.acceptance: '2026-02-30' is a day that does not exist",
        f"{CUSTOMER}:12:30: sites[0].milestones.acceptance: '2026-02-30' 这一天不存在",
    ),
    "a date of another country": Mistake(
        edit(CUSTOMER, "acceptance: 2026-08-31", "acceptance: 31.8.2026"),
        f"{CUSTOMER}:12:30: sites[0].milestones.acceptance: '31.8.2026' is not a date; write it as 2026-03-15, or pending while it is not known",
        f"{CUSTOMER}:12:30: sites[0].milestones.acceptance: '31.8.2026' 不是日期；请写成 2026-03-15，还不知道就写 pending",
    ),
    "a date of another age": Mistake(
        edit(CUSTOMER, "acceptance: 2026-08-31", "acceptance: 0026-08-31"),
        f"{CUSTOMER}:12:30: sites[0].milestones.acceptance: '0026-08-31' lies outside the years 1950 to 2150",
        f"{CUSTOMER}:12:30: sites[0].milestones.acceptance: '0026-08-31' 不在 1950 至 2150 年之间",
    ),
    "the end of the calendar": Mistake(
        edit(TASK, "anchor: move_in", "anchor: 9999-12-31"),
        f"{TASK}:5:11: schedule.anchor: '9999-12-31' lies outside the years 1950 to 2150",
    ),
    "a date without hyphens": Mistake(
        edit(CUSTOMER, "acceptance: 2026-08-31", "acceptance: 20260831"),
        f"{CUSTOMER}:12:30: sites[0].milestones.acceptance: 20260831 is not how dates are written; write 2026-08-31",
    ),
    "an interval of zero": Mistake(
        edit(YEARLY, "interval: 1 year", "interval: 0 months"),
        f"{YEARLY}:6:13: schedule.interval: the length of time '0 months' must be above zero",
        f"{YEARLY}:6:13: schedule.interval: 时间长度 '0 months' 必须大于零",
    ),
    "an interval below zero": Mistake(
        edit(YEARLY, "interval: 1 year", "interval: -1 month"),
        f"{YEARLY}:6:13: schedule.interval: the length of time '-1 month' must be above zero",
    ),
    "a tolerance below zero": Mistake(
        edit(YEARLY, "early: 30 days", "early: -30 days"),
        f"{YEARLY}:7:22: schedule.tolerance.early: the length of time '-30 days' must not be negative",
    ),
    "no interval at all": Mistake(
        edit(YEARLY, "interval: 1 year", "interval: often"),
        f"{YEARLY}:6:13: schedule.interval: 'often' is not a length of time; write 6 months, 1 year, 14 days, half a year "
        "or 15 working days",
        f"{YEARLY}:6:13: schedule.interval: 'often' 不是时间长度；请写成 6 months、1 year、14 days、6 个月、半年或 15 个工作日",
    ),
    "a working time without a unit": Mistake(
        edit(TASK, "fixed: 30 minutes", "fixed: 30"),
        f"{TASK}:13:21: work.duration.fixed: 30 is not a working time; write 45 minutes or 2 hours",
    ),
    "an anchor nearly right": Mistake(
        edit(TASK, "anchor: move_in", "anchor: movein"),
        f"{TASK}:5:11: schedule.anchor: 'movein' is not an anchor; use one of contract_start, installed, acceptance, "
        "move_in, warranty_end, warranty_end:leakage, season_start, service_done, {done: TASK}, or a date; did you mean 'move_in'?",
    ),
    "a time limit that nobody has set": Mistake(
        edit(PROMISE, "within: 24 hours", "within: X hours"),
        f"{PROMISE}:5:11: response.within: the time limit 'X hours' is not set; "
        "the company must put a number, such as 3 working days",
    ),
    "a time limit in words": Mistake(
        edit(PROMISE, "within: 24 hours", "within: soon"),
        f"{PROMISE}:5:11: response.within: 'soon' is not a time limit; write 24 hours, 3 days or 5 working days",
    ),
    "a milestone of another name": Mistake(
        edit(CUSTOMER, "acceptance: 2026-08-31", "acceptance: 2026-08-31, signed: 2026-08-31"),
        f"{CUSTOMER}:12:42: sites[0].milestones.signed: 'signed' is not one of "
        "contract_start, installed, acceptance, move_in",
    ),
    "a calendar's year that is none": Mistake(
        edit(CALENDAR, '"2027"', "2027x"), f"{CALENDAR}:6:1: 2027x: unknown key '2027x'; did you mean '2027'?"
    ),
}

ACROSS_FILES = {
    "an unknown product of a task": Mistake(
        edit(POLISH, "products: [floor]", "products: [flor]"),
        f"{POLISH}:3:12: products[0]: unknown product 'flor'; did you mean 'floor'?",
        f"{POLISH}:3:12: products[0]: 找不到产品 'flor'；是不是 'floor'？",
    ),
    "an unknown product of an asset": Mistake(
        edit(CUSTOMER, "product: floor", "product: flor"),
        f"{CUSTOMER}:15:41: sites[0].assets[1].product: unknown product 'flor'; did you mean 'floor'?",
    ),
    "an unknown technician": Mistake(
        edit(CUSTOMER, "technician: t-01", "technician: t-11"),
        f"{CUSTOMER}:11:17: sites[0].technician: unknown technician 't-11'; did you mean 't-01'?",
        f"{CUSTOMER}:11:17: sites[0].technician: 找不到技术员 't-11'；是不是 't-01'？",
    ),
    "an unknown region": Mistake(
        edit(CUSTOMER, "region: shanghai", "region: shanghia"),
        f"{CUSTOMER}:9:13: sites[0].region: unknown region 'shanghia'; did you mean 'shanghai'?",
        f"{CUSTOMER}:9:13: sites[0].region: 找不到地区 'shanghia'；是不是 'shanghai'？",
    ),
    "an unknown region of a technician": Mistake(
        edit(TEAM, "regions: [shanghai]", "regions: [shanghai, suzhou]"),
        f"{TEAM}:5:25: technicians[0].regions[1]: unknown region 'suzhou'; there are shanghai",
    ),
    "an unknown season region": Mistake(
        edit(COMPANY, "seasons: east", "seasons: eats"),
        f"{COMPANY}:14:53: regions.shanghai.seasons: unknown season region 'eats'; did you mean 'east'?",
    ),
    "an unknown skill": Mistake(
        edit(TASK, "skills: [window]", "skills: [windos]"),
        f"{TASK}:12:12: work.skills[0]: unknown skill 'windos'; did you mean 'window'?",
    ),
    "an unknown traffic class": Mistake(
        edit(POLISH, "light: 6 months", "lite: 6 months"),
        f"{POLISH}:7:31: schedule.interval_by.traffic.lite: unknown traffic class 'lite'; did you mean 'light'?",
    ),
    "an unknown tier": Mistake(
        edit(CUSTOMER, "tier: A", "tier: B"), f"{CUSTOMER}:3:7: tier: unknown tier 'B'; there are A"
    ),
    "an unknown source": Mistake(
        edit(TASK, "source: [promise-001]", "source: [promise-2]"),
        f"{TASK}:10:12: schedule.source[0]: unknown source 'promise-2'; did you mean 'promise-001'?",
    ),
    "an unknown picture": Mistake(
        edit(PRODUCT, "line: window", "line: window\npicture: x.svg"),
        f"{PRODUCT}:3:10: picture: unknown picture 'x.svg'",
    ),
    "a milestone that a rule needs": Mistake(
        edit(CUSTOMER, ", move_in: 2026-09-07", ""),
        f"{CUSTOMER}:12:5: sites[0].milestones: move_in is missing, from which these tasks count: window/bolts; "
        "add its date, or write pending while it is not known",
        f"{CUSTOMER}:12:5: sites[0].milestones: 缺少 move_in（入住），以下任务由它起算：window/bolts；"
        "请补上日期，尚未确定时写 pending",
    ),
    "a condition that a rule needs": Mistake(
        edit(CUSTOMER, ", traffic: heavy", ""),
        f"{CUSTOMER}:15:9: sites[0].assets[1]: traffic is missing, on which the intervals of these tasks depend: floor/polish; add it",
    ),
    "a condition without an interval": Mistake(
        edit(POLISH, "{heavy: 1 month, light: 6 months}", "{light: 6 months}"),
        f"{CUSTOMER}:15:9: sites[0].assets[1]: no interval is given for traffic 'heavy'; add it to interval_by",
    ),
    "a warranty that the product lacks": Mistake(
        edit(YEARLY, "interval: 1 year", "interval: 1 year\n  until: warranty_end:leakage"),
        f"{CUSTOMER}:14:9: sites[0].assets[0]: product 'window' has no warranty 'leakage'",
    ),
    "two intervals": Mistake(
        edit(YEARLY, "interval: 1 year", "interval: 1 year\n  interval_by: {tier: {A: 1 year}}"),
        f"{YEARLY}:7:16: schedule.interval_by: give interval or interval_by, not both",
    ),
    "a rule that counts from nothing": Mistake(
        edit(YEARLY, "  anchor: acceptance\n", ""),
        f"{YEARLY}:5:3: schedule: a rule needs an anchor, an on, a month_day or a season",
    ),
    "a figure without its grade": Mistake(
        edit(TASK, "Tighten each bolt", "Tighten 4 bolts"),
        f"{TASK}:18:5: steps[0]: a figure stands in this text: add its grade (P, A, B, C or G)",
        f"{TASK}:18:5: steps[0]: 文字中有数字，须注明依据等级 grade（P、A、B、C 或 G）",
    ),
    "a grade without its source": Mistake(
        edit(TASK, "  grade: P\n  source: [promise-001]", "  grade: P"),
        f"{TASK}:9:10: schedule.grade: grade P needs a source",
    ),
    "an asset's id used twice": Mistake(
        add(CUSTOMER, "      - {id: hall, name: 客厅地面, product: floor, quantity: 9, traffic: light}\n"),
        f"{CUSTOMER}:16:14: sites[0].assets[2].id: the id 'hall' is used already; take another one, or remove what stands here twice",
    ),
    "a record without a reason": Mistake(
        edit(RECORDS, "record: completed", "record: skipped"),
        f"{RECORDS}:2:5: records[0]: a record of skipped needs reason",
    ),
    "a mobile number in public text": Mistake(
        edit(TASK, "products: [window]", "products: [window]  # ask 13812345678"),
        f"{TASK}:3:27: a mobile number 1…8 stands in public text; remove it",
    ),
    "an ID number in public text": Mistake(
        edit(TASK, "products: [window]", "products: [window]  # 11010519491231002X"),
        f"{TASK}:3:23: something like an ID number stands in public text; remove it",
    ),
}

FILES = {
    "a missing folder": Mistake(
        remove("definitions/products"),
        "definitions/products: this folder is missing; check --root, or create it",
        "definitions/products: 找不到文件夹；请检查 --root，或新建它",
    ),
    "a file for a folder": Mistake(
        lambda root: (root.remove("schedules/customers"), root.write("schedules/customers", "x")),
        "schedules/customers: a file stands here in the place of a folder; rename it or move it away",
    ),
    "the wrong root": Mistake(
        lambda root: (root.remove("definitions"), root.remove("schedules")),
        "definitions: there is no such folder here, and so no company; go to its folder with cd, name it with --root, "
        "or begin one with aftercare init",
        "definitions: 这里没有这个文件夹，也就没有公司；请先用 cd 进入公司的文件夹，或用 --root 指明它，或用 aftercare init 新建一家",
    ),
    "a missing file": Mistake(
        remove(COMPANY),
        f"{COMPANY}: this file is missing; create it",
        f"{COMPANY}: 找不到文件；请新建它",
    ),
    "another suffix": Mistake(
        write("definitions/products/door.yml", "name: x\n"),
        "definitions/products/door.yml: nobody reads this file, for its name must end in .yaml; rename it to definitions/products/door.yaml",
        "definitions/products/door.yml: 没有人读这个文件：文件名须以 .yaml 结尾；请改名为 definitions/products/door.yaml",
    ),
    "a file name that is no id": Mistake(
        write("definitions/products/My Door.yaml", "name: x\n"),
        "definitions/products/My Door.yaml: the file name 'My Door.yaml' cannot serve as an id; "
        "use lower-case letters, digits and hyphens",
        "definitions/products/My Door.yaml: 文件名 'My Door.yaml' 不能用作编号；只用小写字母、数字和连字符",
    ),
    "a folder named as a file": Mistake(
        write("definitions/products/door.yaml/inside.yaml", "name: x\n"),
        "definitions/products/door.yaml/inside.yaml: the file name 'door.yaml' cannot serve as an id; "
        "use lower-case letters, digits and hyphens",
    ),
    "a folder in the place of a file": Mistake(
        folder(COMPANY),
        f"{COMPANY}: not a plain file (a folder, a pipe, a device, or a link that leads back); move it away",
        f"{COMPANY}: 不是普通文件（可能是文件夹、管道、设备或指向上级的链接）；请移走它",
    ),
    "a picture that is none": Mistake(
        write("definitions/pictures/pane.svg", "a pane"),
        "definitions/pictures/pane.svg: this picture cannot be drawn; it must be a whole SVG, encoded as UTF-8, or a PNG, JPEG or WebP",
        "definitions/pictures/pane.svg: 这张图片画不出来；须为完整的 SVG（UTF-8 编码）、PNG、JPEG 或 WebP",
    ),
    "a picture that a product shows, cut short": Mistake(
        lambda root: (
            root.write("definitions/pictures/pane.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h8'),
            root.edit(PRODUCT, "line: window", "line: window\npicture: pane.svg"),
        ),
        "definitions/pictures/pane.svg: this picture cannot be drawn; it must be a whole SVG, encoded as UTF-8, or a PNG, JPEG or WebP",
    ),
    "a picture in another encoding": Mistake(
        write("definitions/pictures/pane.svg", '<svg xmlns="http://www.w3.org/2000/svg"><!-- 窗 --></svg>'.encode("gb18030")),
        "definitions/pictures/pane.svg: this picture cannot be drawn; it must be a whole SVG, encoded as UTF-8, or a PNG, JPEG or WebP",
    ),
    "a picture of the wrong kind": Mistake(
        write("definitions/pictures/pane.png", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
        "definitions/pictures/pane.png: this picture cannot be drawn; it must be a whole SVG, encoded as UTF-8, or a PNG, JPEG or WebP",
    ),
    "a folder in the place of a picture": Mistake(
        lambda root: (
            root.write("definitions/pictures/pane.svg/inside.txt", ""),
            root.edit(PRODUCT, "line: window", "line: window\npicture: pane.svg"),
        ),
        "definitions/pictures/pane.svg: not a plain file (a folder, a pipe, a device, or a link that leads back); move it away",
    ),
    "a file in the place of the pictures' folder": Mistake(
        lambda root: (
            root.write("definitions/pictures", ""),
            root.edit(PRODUCT, "line: window", "line: window\npicture: pane.svg"),
        ),
        "definitions/pictures: a file stands here in the place of a folder; rename it or move it away",
        "definitions/pictures: 这里应为文件夹，却是文件；请改名或移走",
    ),
    "a link to nothing": Mistake(
        lambda root: (root.path / "definitions/products/door.yaml").symlink_to("nowhere"),
        "definitions/products/door.yaml: this file is missing; create it",
    ),
}  # fmt: skip

MISTAKES = {**NOT_YAML, **SHAPE, **ACROSS_FILES, **FILES}

# What was published when all was well; no mistake may touch it.
_LAST_GOOD = {
    "site/.aftercare": '["zh/index.html"]',
    "site/zh/index.html": "the last good page",
    "feeds/.aftercare": '["secret.ics"]',
    "feeds/secret.ics": "BEGIN:VCALENDAR",
    "docs/zh/index.md": "# the last good page",
    ".cache/pages.json": '["docs/zh/index.md", "docs/zh/gone.md"]',
}


def headings(lines: list[str]) -> list[str]:
    """The lines that name a problem: neither YAML with its caret nor the count at the end."""
    return [line for line in lines if not re.match(r"    |\d+ |$", line)]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_exactly_and_nothing_is_written(name: str, root: Root) -> None:
    """A mistake in one file: exact lines in English and Chinese, status 1, the last good output untouched."""
    mistake = MISTAKES[name]
    for file, text in _LAST_GOOD.items():
        root.write(file, text)
    mistake.spoil(root)
    before = root.tree()

    checked = root.run("check", "--as-of", AS_OF)
    assert headings(checked.stdout.splitlines()) == mistake.says.splitlines()
    assert (checked.exit_code, checked.stderr) == (1, "")
    assert_carets(root, checked.stdout.splitlines())
    if mistake.zh:
        chinese = root.run("check", "--as-of", AS_OF, "--lang", "zh")
        assert headings(chinese.stdout.splitlines()) == mistake.zh.splitlines()

    stopped = root.run("build", "--as-of", AS_OF)
    assert stopped.exit_code == 1
    assert headings(stopped.stderr.splitlines())[1:-1] == mistake.says.splitlines()
    assert stopped.stderr.splitlines()[-1] == "nothing was written"
    assert root.tree() == before


def assert_carets(root: Root, lines: list[str]) -> None:
    """Under each problem with a place stands its line of YAML, and a caret below; not where it tells what is private.

    What is read by a program is a log: of customers' and staff's files it holds no line.
    """
    for number, line in enumerate(lines):
        place = re.match(r"(\S+\.yaml):(\d+):(\d+): ", line)
        if place is None:
            continue
        if "UTF-8 from this line on" in line:  # no line of it can be shown
            continue
        if "stands in public text" in line:
            assert re.search("13812345678|1101011990", "".join(lines)) is None
            continue
        text = (root.path / place[1]).read_text("utf-8-sig", "replace").splitlines()
        written = text[int(place[2]) - 1] if int(place[2]) <= len(text) else ""
        if place[1].startswith("schedules/"):
            assert re.fullmatch(r"\S+\.yaml:\d+:\d+: .*|\d+ problems?, .*", lines[number + 1])
        elif written.strip():
            shown = printed(f"    {written.rstrip()}", keep="\t").expandtabs()
            if len(written) > 200:  # no more of a long one than what stands around the place
                shown = shown[: len(lines[number + 1])]
                assert len(shown) < 250
            assert lines[number + 1] == shown
            assert re.fullmatch(r"\s+\^", lines[number + 2])


def test_the_caret_stands_under_the_place_though_chinese_is_twice_as_wide(root: Root) -> None:
    """A value after seven Chinese characters: each of them moves the caret by two columns."""
    root.edit(POLISH, "zh: 磨光, en: Polish", "zh: 把地面磨到发亮, en: 5")
    line = "      - {zh: 把地面磨到发亮, en: 5}"
    caret = " " * (line.index("5") + 7) + "^"
    assert root.check()[1:3] == [line, caret]


def test_all_mistakes_of_all_files_are_reported_at_once_in_order_of_file_and_line(root: Root) -> None:
    """Five mistakes in four files: five lines, sorted, none hiding another."""
    root.edit(CUSTOMER, "region: shanghai", "region: shanghia")
    root.edit(CUSTOMER, "tier: A", "tier: B")
    root.edit(TASK, "skills: [window]", "skills: [windos]")
    root.edit(YEARLY, "interval: 1 year", "interval: 0 days")
    root.write(POLISH, "")
    assert [line.rpartition(": ")[0].split(": ")[0] for line in headings(root.check())] == [
        f"{POLISH}:1:1",
        f"{TASK}:12:12",
        f"{YEARLY}:6:13",
        f"{CUSTOMER}:3:7",
        f"{CUSTOMER}:9:13",
    ]
    assert root.check()[-1] == "5 problems, 0 warnings"


def test_what_cannot_be_read_is_not_reported_a_second_time_by_what_refers_to_it(root: Root) -> None:
    """A product with a mistake is there all the same: its tasks, promises and assets are not blamed."""
    root.edit(PRODUCT, "line: window", "line: Windows")
    root.edit(COMPANY, "example: true", "example: maybe")
    assert len(headings(root.check())) == 2


def test_a_check_for_programs_has_place_code_and_message(root: Root) -> None:
    """``check --format json`` gives what a program needs to put a mark into an editor."""
    root.edit(TASK, "tolerance:", "tolerence:")
    result = root.run("check", "--as-of", AS_OF, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": TASK,
            "line": 7,
            "column": 3,
            "path": "schedule.tolerence",
            "code": "unknown_key",
            "level": "error",
            "message": "unknown key 'tolerence'; did you mean 'tolerance'?",
        }
    ]


def test_a_check_for_programs_of_what_is_sound_holds_at_most_notes(root: Root) -> None:
    """``check --format json`` tells no problem and no warning, and ends with 0."""
    result = root.run("check", "--as-of", AS_OF, "--format", "json")
    assert (result.exit_code, {told["level"] for told in json.loads(result.stdout)}) == (0, {"note"})


def test_a_warning_is_printed_and_stops_nothing(root: Root) -> None:
    """A record of work that is yet to come is a warning: status 0, and the feeds are built."""
    root.edit(RECORDS, "date: 2026-10-09", "date: 2026-12-09")
    result = root.run("check", "--as-of", AS_OF)
    assert headings(result.stdout.splitlines()) == [
        f"{RECORDS}:3:11: warning: records[0].date: the date 2026-12-09 is after 2026-11-23; "
        "what is recorded here lies in the past"
    ]
    assert result.exit_code == 0
    assert root.run("feeds", "--as-of", AS_OF).exit_code == 0


@pytest.mark.parametrize("trap", ["on", "no", "yes", "off", "0123", "10:30", "0x1f", "1_000", "2026-01-01", "12:30:45"])
def test_yaml_traps_are_read_as_text(root: Root, trap: str) -> None:
    """What YAML 1.1 takes for a truth, an octal or a time of day is the asset's name, letter for letter."""
    root.edit(CUSTOMER, "name: 全屋外窗", f"name: {trap}")
    assert root.check() == ["no problems in 13 files"]
    feed = root.feeds()["customer c-001"].decode()
    assert f"位置：{trap}\\n" in feed


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf" + SMALL[TASK].encode(), SMALL[TASK].replace("\n", "\r\n").encode()]
)
def test_what_windows_editors_write_is_read(root: Root, content: bytes) -> None:
    """A byte order mark and CRLF line ends change nothing."""
    before = root.agenda()
    root.write(TASK, content)
    assert root.check() == ["no problems in 13 files"]
    assert root.agenda() == before


def test_windows_line_ends_do_not_move_the_line_that_is_named(root: Root) -> None:
    """In a file with CRLF a mistake is still named by its line and column."""
    root.write(TASK, SMALL[TASK].replace("tolerance:", "tolerence:").replace("\n", "\r\n"))
    assert headings(root.check()) == [SHAPE["an unknown key, nearly right"].says]


def test_hidden_and_backup_files_are_left_alone(root: Root) -> None:
    """What editors leave behind is neither read nor complained about."""
    root.write("definitions/products/.window.yaml.swp", b"\x00\xff")
    root.write("definitions/products/window.yaml~", "old")
    assert root.check() == ["no problems in 13 files"]


def test_a_file_name_that_is_not_utf8_is_a_problem_and_no_crash(root: Root) -> None:
    """A name in another encoding, as an old archive leaves it, is named as well as it can be."""
    name = os.fsencode(root.path / "definitions/products") + b"/\xc3\xc5.yaml"
    try:
        with open(name, "wb") as stream:
            stream.write(b"name: x\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    result = root.run("check", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "cannot serve as an id" in result.stdout


def test_a_folder_that_links_to_itself_does_not_go_on_for_ever(root: Root) -> None:
    """A link to the folder it stands in ends in a problem."""
    (root.path / "definitions/products/loop").symlink_to(".")
    result = root.run("check", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)


# ------------------------------------------------------------------------------------------------------- permissions


@pytest.fixture
def guarded() -> Iterator[Root]:
    """The small company where any user of this machine may read it."""
    folder = Path(tempfile.mkdtemp(prefix="aftercare-test-"))
    folder.chmod(0o755)
    root = Root(folder)
    for file, text in SMALL.items():
        root.write(file, text)
    yield root
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_slip_in_the_companys_file_is_not_said_of_its_texts(root: Root) -> None:
    """In which languages they have to be nobody knows then; what speaks one alone lacks nothing."""
    for old, new in (
        ("locales: [zh, en]", "locales: [en]"),
        ("example: true", "example: true\nplanning: {travel: 30}"),
    ):
        root.edit(COMPANY, old, new)
    root.edit("definitions/products/window.yaml", "name: {zh: 窗, en: Window}", "name: {en: Window}")
    assert [line for line in headings(root.check()) if "no Chinese" in line or "no English" in line] == []
    assert sum("travel" in line for line in headings(root.check())) == 1


@pytest.mark.long
@pytest.mark.parametrize(
    ("locked", "says"),
    [
        ("definitions/products", "definitions/products: no permission to read this; check its permissions"),
        ("definitions/maintenance/window", "definitions/maintenance/window: no permission to read this; check its permissions"),
        (TASK, f"{TASK}: no permission to read this; check its permissions"),
        (COMPANY, f"{COMPANY}: no permission to read this; check its permissions"),
        ("schedules", "schedules/customers: no permission to read this; check its permissions"),
    ],
)  # fmt: skip
def test_a_folder_or_file_without_permission_is_named(guarded: Root, locked: str, says: str) -> None:
    """What may not be read is a problem of its own, and the only one."""
    (guarded.path / locked).chmod(0o000)
    result = run_as_nobody(guarded, "check", "--as-of", AS_OF)
    assert result.stderr == ""
    assert headings(result.stdout.splitlines())[:1] == [says]
    assert result.returncode == 1


def test_an_output_folder_without_permission_is_named(guarded: Root) -> None:
    """Where feeds may not be written, the message says so, and there is no traceback."""
    guarded.path.chmod(0o555)
    result = run_as_nobody(guarded, "feeds", "--as-of", AS_OF)
    assert "cannot write" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.returncode == 1
    assert not (guarded.path / "feeds").exists()
