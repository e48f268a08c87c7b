"""Real slips of whoever edits, each told by one message: where it stands, what it is, and what to do, in both languages.

What is said of each stands in ``mistakes.txt`` beside this; ``--refresh`` writes it anew, to be read before it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from support.company import Root
from support.small import SMALL

from generator.reading.load import read, texts_of
from generator.reading.words import own_words
from generator.text.located import place

COMPANY = "definitions/company.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
WINDOW = "definitions/products/window.yaml"
GLASS = "definitions/services/promises/glass.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
TEAM = "schedules/technicians.yaml"
RECORDS = "schedules/records/2026-10.yaml"
POLISH, BOLTS = "definitions/maintenance/floor/polish.yaml", "definitions/maintenance/window/bolts.yaml"
SEASONS, DAYS = "definitions/calendars/seasons.yaml", "definitions/calendars/workdays-cn.yaml"
ARTICLE = "definitions/sources/article.yaml"
TOLD = Path(__file__).with_name("mistakes.txt")

# The file, what stands there, and what somebody wrote in its place.
SLIPS = (
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 2026/8/31'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 8月31日'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 2026年8月31日'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 2026-8-31'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 31-08-2026'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 20260831'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 2026.8.31'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 2026-02-30'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: 2026-08-31 09:00'),
    (CUSTOMER, 'acceptance: 2026-08-31', 'acceptance: ２０２６-０８-３１'),
    (CUSTOMER, 'quantity: 12}', 'quantity: 12樘}'),
    (CUSTOMER, 'quantity: 12}', 'quantity: 十二}'),
    (CUSTOMER, 'quantity: 12}', 'quantity: 1,200}'),
    (CUSTOMER, 'quantity: 12}', 'quantity: -3}'),
    (CUSTOMER, 'quantity: 12}', "quantity: '12'}"),
    (CUSTOMER, 'quantity: 12}', 'quantity: 012}'),
    (CUSTOMER, 'quantity: 12}', 'quantity: 12.5.1}'),
    (CUSTOMER, 'phone: "021-5555-0199"', 'phone: 13800138000'),
    (CUSTOMER, 'phone: "021-5555-0199"', 'phone: "1380013"'),
    (CUSTOMER, 'phone: "021-5555-0199"', 'phone: "138OO138000"'),
    (CUSTOMER, 'name: 诸葛先生', "name: 'Wiremu's'"),
    (CUSTOMER, 'name: 诸葛先生', 'name: "a\\qb"'),
    (BOLTS, 'en: Bolt check}', 'en: Bolt check: yearly}'),
    (BOLTS, 'products: [window]', 'products: [window: all]'),
    (BOLTS, 'fixed: 30 minutes', 'fixed: 1.5 hours'),
    (CUSTOMER, 'tier: A', 'tier: a'),
    (CUSTOMER, 'tier: A', 'tier: A级'),
    (CUSTOMER, 'tier: A', 'tier: [A]'),
    (CUSTOMER, 'tier: A', 'tier:'),
    (CUSTOMER, 'locale: zh', 'locale: cn'),
    (CUSTOMER, 'consent: {given: 2026-03-01}', 'consent: yes'),
    (CUSTOMER, 'consent: {given: 2026-03-01}', 'consent: 2026-03-01'),
    (CUSTOMER, 'technician: t-01', 'technician: T-01'),
    (CUSTOMER, 'technician: t-01', 'technician: 钱师傅'),
    (CUSTOMER, 'region: shanghai', 'region: 上海'),
    (CUSTOMER, 'region: shanghai', 'regoin: shanghai'),
    (CUSTOMER, '      - {id: hall', '      - {id: windows'),
    (CUSTOMER, 'sites:\n  - id: home', 'sites:\n    id: home'),
    (CUSTOMER, '    assets:\n', '    assets:\n      windows:\n'),
    (CUSTOMER, 'name: 六合苑', 'name: 六合苑: 8 号楼'),
    (CUSTOMER, 'name: 六合苑', 'name: "六合苑'),
    (CUSTOMER, 'tier: A', 'tier: A\ntier: B'),
    (CUSTOMER, 'tier: A', '\ttier: A'),
    (CUSTOMER, 'tier: A', ' tier: A'),
    (CUSTOMER, 'tier: A', 'Tier: A'),
    (CUSTOMER, 'tier: A', 'tier=A'),
    (CUSTOMER, 'tier: A', '- tier: A'),
    (CUSTOMER, 'tier: A', '<<: *base\ntier: A'),
    (CUSTOMER, 'tier: A', 'tier: !!python/object:os.system A'),
    (CUSTOMER, 'tier: A', '---\ntier: A'),
    (CUSTOMER, 'tier: A', '=======\ntier: A'),
    (YEARLY, 'interval: 1 year', 'interval: 12'),
    (YEARLY, 'interval: 1 year', 'interval: 1 yaer'),
    (YEARLY, 'interval: 1 year', 'interval: 0 year'),
    (YEARLY, 'interval: 1 year', 'interval: 1.5 years'),
    (YEARLY, 'interval: 1 year', 'interval：1 year'),
    (YEARLY, 'anchor: acceptance', 'anchor: 验收'),
    (YEARLY, 'anchor: acceptance', 'anchor: acceptence'),
    (YEARLY, 'anchor: acceptance', 'anchor: acceptance + 3 months'),
    (YEARLY, 'tolerance: {early: 30 days, late: 30 days}', 'tolerance: 30 days'),
    (YEARLY, 'tolerance: {early: 30 days, late: 30 days}', 'tolerance: {early: 30 days late: 30 days}'),
    (YEARLY, 'tolerance: {early: 30 days, late: 30 days}', 'tolerance: {early: 30 days, late: 30 days'),
    (YEARLY, 'adjust: following', 'adjust: yes'),
    (YEARLY, 'grade: P', 'grade: p'),
    (YEARLY, 'source: [promise-001]', 'source: promise-001'),
    (YEARLY, 'source: [promise-001]', 'source: [promise-1]'),
    (YEARLY, 'products: [window]', 'products: window'),
    (YEARLY, 'products: [window]', 'products: [windows]'),
    (YEARLY, 'products: [window]', 'products: [窗]'),
    (YEARLY, 'duration: {fixed: 1 hour}', 'duration: 1 hour'),
    (YEARLY, 'duration: {fixed: 1 hour}', 'duration: {fixed: 1h}'),
    (YEARLY, 'duration: {fixed: 1 hour}', 'duration: {fixed: 90}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  - 看一遍'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  {zh: 看一遍, en: Look at everything}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  - {zh: 看一遍}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  - {zh: 看一遍, cn: Look}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  - {zh: 看一遍, en: Look, then write}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  - {zh: 看{every}一遍, en: Look}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', "  - {zh: '看 {every 一遍', en: Look}"),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', "  - {zh: '看 {evry} 一遍', en: Look}"),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', "  - {zh: '看 {{every}} 一遍', en: Look}"),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', "  - {zh: '看 ｛every｝ 一遍', en: Look}"),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  - {zh: 看一遍, en: TODO}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  -{zh: 看一遍, en: Look}'),
    (YEARLY, '  - {zh: 看一遍, en: Look at everything}', '  - {zh: 看一遍, en: Look at everything}}'),
    (WINDOW, 'icon: material/window-closed-variant', 'icon: window-closed'),
    (WINDOW, 'icon: material/window-closed-variant', 'icon: :material-window-closed-variant:'),
    (WINDOW, 'icon: material/window-closed-variant', 'icon: material/window-closed-variant\npicture: pictures/window.svg'),
    (WINDOW, 'icon: material/window-closed-variant', 'icon: material/window-closed-variant\npicture: window.SVG'),
    (WINDOW, 'icon: material/window-closed-variant', 'icon: material/window-closed-variant\nphotos: [{file: C:\\photos\\a.jpg, alt: {zh: 窗, en: a}}]'),
    (WINDOW, 'period: 2 years', 'period: 2'),
    (WINDOW, 'period: 2 years', 'period: forever'),
    (GLASS, 'within: 24 hours', 'within: 24'),
    (GLASS, 'within: 24 hours', 'within: 24h'),
    (GLASS, 'within: 24 hours', 'within: one day'),
    (GLASS, 'within: 24 hours', 'within: 24:00'),
    (TEAM, 'capacity: 7 hours', 'capacity: 7'),
    (TEAM, 'capacity: 7 hours', 'capacity: 7:30'),
    (TEAM, 'capacity: 7 hours', 'capacity: {Mon: 7 hours}'),
    (TEAM, 'capacity: 7 hours', 'capacity: {周一: 7 hours}'),
    (TEAM, 'skills: [window, stone]', 'skills: window, stone'),
    (TEAM, 'skills: [window, stone]', 'skills: [窗户]'),
    (TEAM, '  - id: t-01', '  - id: t 01'),
    (TEAM, '  - id: t-01', '  - id: 1'),
    (RECORDS, 'record: completed', 'record: done'),
    (RECORDS, 'record: completed', 'record: 完成'),
    (RECORDS, 'date: 2026-10-09', 'date: 2026-10-09\n    minutes: 一小时'),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: 请看名片'),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: "1380013"'),
    (COMPANY, 'email: care@small.example', 'email: care＠small.example'),
    (COMPANY, 'site_url: https://small.example/', 'site_url: small.example'),
    (COMPANY, 'example: true', 'example: 是'),
    (COMPANY, 'example: true', 'example: yes'),
    (COMPANY, 'locales: [zh, en]', 'locales: zh, en'),
    (COMPANY, 'locales: [zh, en]', 'locales: [zh, fr]'),
    (COMPANY, 'seasons: east', 'seasons: 华东'),
    (COMPANY, 'locales: [zh, en]', 'locales: [zh en]'),
    (COMPANY, 'locales: [zh, en]', 'locales: []'),
    (COMPANY, 'locales: [zh, en]', 'locales: [zh, zh]'),
    (COMPANY, 'email: care@small.example', 'email: care@small'),
    (COMPANY, 'site_url: https://small.example/', 'site_url: https://小公司.example/?a=1'),
    (COMPANY, 'uid_domain: small.example', 'uid_domain: https://small.example/'),
    (COMPANY, 'customer: {back: 3 months, ahead: 24 months}', 'customer: {back: 3 months, ahead: -24 months}'),
    (COMPANY, 'exposure: coast}', 'exposure: seaside}'),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: ４００-000-0000'),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: 400-000-0000\nbrand: {colour: 深绿}'),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: 400-000-0000\nbrand: {colour: #0f5552}'),
    (COMPANY, 'hotline: 400-000-0000', "hotline: 400-000-0000\nbrand: {color: '#0f5552'}"),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: 400-000-0000\ncountry: China'),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: 400-000-0000\nzone: Beijing'),
    (COMPANY, 'hotline: 400-000-0000', 'hotline: 400-000-0000\nplanning: {hours: 8-20}'),
    (SEASONS, 'rain: {from: "06-01", to: "07-15"}', 'rain: {from: 06-01, to: 06-31}'),
    (SEASONS, 'rain: {from: "06-01", to: "07-15"}', 'typhoon: {from: "06-01", to: "07-15"}'),
    (DAYS, 'make_up: [2026-10-10]', 'make_up: 2026-10-10'),
    (DAYS, 'make_up: [2026-10-10]', 'make_up: [2026-10-05]'),
    (DAYS, 'to: 2026-10-07', 'to: 2026-09-07'),
    (DAYS, '"2027":', '2027年:'),
    (DAYS, 'status: official', 'status: 正式'),
    (POLISH, 'traffic: {heavy: 1 month, light: 6 months}', 'traffic: {heavy: 1 month, light: 6 months, busy: 2 months}'),
    (POLISH, 'interval_by:\n    traffic', 'interval_by:\n    trafic'),
    (POLISH, '  interval_by:\n', '  interval: 1 month\n  interval_by:\n'),
    (BOLTS, 'threshold: 1 month', 'threshold: 1 month\n  season: {name: winter, when: before, lead: 1 month}'),
    (BOLTS, 'per: unit', 'per: window'),
    (BOLTS, 'anchor: move_in', 'anchor: movein'),
    (BOLTS, 'duration: {fixed: 30 minutes, per_unit: 2 minutes}', 'duration: {fixed: 30 minutes, each: 2 minutes}'),
    (BOLTS, 'duration: {fixed: 30 minutes, per_unit: 2 minutes}', 'duration: {fixed: half an hour}'),
    (YEARLY, 'name: {zh: 年度检查, en: Yearly check}', 'name: 年度检查'),
    (YEARLY, 'interval: 1 year', 'interval: 1 year\n  until: warranty'),
    (YEARLY, 'interval: 1 year', 'interval: 1 year\n  effective_from: soon'),
    (YEARLY, 'interval: 1 year', 'interval: 1 year\n  on: monday'),
    (WINDOW, 'unit: {zh: 樘, en: unit}', 'unit: 樘'),
    (WINDOW, '  - id: general', '  - id: 整窗'),
    (WINDOW, 'dont:', "don't:"),
    (GLASS, 'action: {zh: 到现场, en: on site}', 'action: {zh: 到现场；en: on site}'),
    (GLASS, 'products: [window]', 'products: [window, window]'),
    (CUSTOMER, 'consent: {given: 2026-03-01}', 'consent: {given: 2026-03-01, withdrawn: 2026-02-01}'),
    (CUSTOMER, 'address: 上海市六合路 8 号', 'address: [上海市六合路 8 号]'),
    (CUSTOMER, '  - id: home', '  - id: Home'),
    (CUSTOMER, 'product: floor', 'product: 石材地面'),
    (CUSTOMER, 'product: floor', 'product: flor'),
    (CUSTOMER, 'traffic: heavy', 'traffic: 人流大'),
    (CUSTOMER, 'traffic: heavy}', 'traffic: heavy, last_done: 2026-01-01}'),
    (CUSTOMER, 'traffic: heavy}', 'traffic: heavy, last_done: {polish: 2026-01-01}}'),
    (CUSTOMER, 'traffic: heavy}', 'traffic: heavy, without: floor/polish}'),
    (CUSTOMER, 'move_in: 2026-09-07', 'move_in: 待定'),
    (CUSTOMER, 'move_in: 2026-09-07', 'move-in: 2026-09-07'),
    (CUSTOMER, 'address: 上海市六合路 8 号', 'address: 上海市六合路 8 号\n    closed: [2026-10-01 ~ 2026-10-07]'),
    (CUSTOMER, 'address: 上海市六合路 8 号', 'address: 上海市六合路 8 号\n    visiting: {weekdays: 周一至周五}'),
    (CUSTOMER, 'address: 上海市六合路 8 号', 'address: 上海市六合路 8 号\n    preferred_weekdays: fri'),
    (TEAM, 'regions: [shanghai]', 'regions: [上海]'),
    (TEAM, 'capacity: 7 hours', 'capacity: 25 hours'),
    (TEAM, 'capacity: 7 hours', 'capacity: 7 hours\n    away: 2026-12-01'),
    (TEAM, 'capacity: 7 hours', 'capacity: 7 hours\n    away: [{from: 2026-12-05, to: 2026-12-01}]'),
    (TEAM, 'capacity: 7 hours', 'capacity: 7 hours\n    employed: 2024-01-01'),
    (TEAM, '    name: 钱师傅', '    name: 钱师傅\n    phone: 13800138000'),
    (RECORDS, 'technician: t-01', 'technician: 钱师傅'),
    (RECORDS, 'task: window/bolts', 'task: 螺栓检查'),
    (RECORDS, 'task: window/bolts', 'task: bolts'),
    (RECORDS, 'task: window/bolts', 'tasks: window/bolts'),
    (RECORDS, 'asset: windows', 'asset: window'),
    (RECORDS, 'customer: c-001', 'customer: 诸葛先生'),
    (RECORDS, 'site: home', 'site: 六合苑'),
    (ARTICLE, 'became: [promise/glass]', 'became: [promises/glass]'),
    ("definitions/company.yaml", 'hotline: 400-000-0000', 'hotline: 021-6433-778O'),
)  # fmt: skip

# What somebody's editor, or another program, made of a customer's whole file.
FILES: dict[str, Callable[[bytes], bytes]] = {
    "saved as GBK": lambda text: text.decode().encode("gbk"),
    "saved as UTF-16": lambda text: text.decode().encode("utf-16"),
    "a special blank behind a colon": lambda text: text.replace(b"tier: A", "tier:\u00a0A".encode()),
    "a wide blank behind a colon": lambda text: text.replace(b"tier: A", "tier:\u3000A".encode()),
    "wide blanks at the beginning of a line": lambda text: text.replace(b"    region", "\u3000\u3000region".encode()),
    "a letter that nobody sees": lambda text: text.replace(b"id: home", "id: home\u200b".encode()),
    "quotes of print": lambda text: text.replace("六合苑".encode(), "“六合苑”".encode()),
    "a list in brackets that are none": lambda text: text.replace(
        b"tier: A", "tier: A\nother_than: 【c-003, c-004】".encode()
    ),
    "a quote that lacks its other half": lambda text: text.replace(
        "name: 诸葛先生".encode(), 'name: "诸葛先生'.encode()
    ),
    "nothing": lambda _: b"",
    "remarks alone": lambda _: b"# nothing yet\n",
    "a word": lambda _: b"hello\n",
    "a table": lambda _: b"name,tier\nx,A\n",
    "a page": lambda _: b"<html><body>x</body></html>\n",
}
# What may look like a slip and is none.
FINE: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("a mark of UTF-8 at the beginning", lambda text: b"\xef\xbb\xbf" + text),
    ("lines as on Windows", lambda text: text.replace(b"\n", b"\r\n")),
    ("a zero that leads", lambda text: text.replace(b'"021-5555-0199"', b"02155550199")),
    ("a sign of joy", lambda text: text.replace("六合苑".encode(), "六合苑 🏠".encode())),
    ("a blank before a colon", lambda text: text.replace(b"tier: A", b"tier : A")),
)


def told(root: Root) -> list[tuple[str, str]]:
    """What reading the company says, in each language."""
    definitions, schedules, problems = read(root.path)
    located = place(problems, texts_of(definitions, schedules))
    words = own_words().words
    return [(problem.heading(words["zh"]), problem.heading(words["en"])) for problem in located]


def test_each_slip_is_told_once_with_its_place_and_what_to_do(root: Root, refresh: bool) -> None:
    """One message for one cause, and none of another file."""
    said = []
    edits = [(f"{file}: {new!r}", file, SMALL[file].replace(old, new, 1).encode()) for file, old, new in SLIPS]
    edits += [(name, CUSTOMER, made(SMALL[CUSTOMER].encode())) for name, made in FILES.items()]
    for name, file, content in edits:
        assert content != SMALL[file].encode(), name
        root.write(file, content)
        found = told(root)
        assert [line.partition(":")[0] for lines in found for line in lines] == [file, file], (name, found)
        said.append(f"{name}\n  {found[0][0]}\n  {found[0][1]}\n")
        root.write(file, SMALL[file])
    text = "\n".join(said)
    if refresh:
        TOLD.write_text(text, "utf-8")
    assert text == TOLD.read_text("utf-8")


def test_what_only_looks_like_a_slip_is_read(root: Root) -> None:
    """As it is meant."""
    for name, made in FINE:
        root.write(CUSTOMER, made(SMALL[CUSTOMER].encode()))
        assert told(root) == [], name
