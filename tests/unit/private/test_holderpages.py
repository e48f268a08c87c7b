"""Each holder's own page: what it tells, to whom it tells it, and that it asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from support.company import AS_OF, Root
from support.pages import pages_beside

from generator.due.milestones import warranties
from generator.formats.ledger import Ledger
from generator.formats.qrcodes import QrCodes
from generator.formats.stamps import stamping
from generator.private.feeds import render_feeds
from generator.private.frame import COPY_SCRIPT, COPY_SCRIPT_HASH
from generator.private.secret import DEMO_SECRET
from generator.private.staff.stops import map_link
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.reading.words import own_words
from generator.telling.days import short_day, spoken_day, until_words
from generator.visits.plan import plan

pytestmark = pytest.mark.long

WORDS = own_words().words
CUSTOMER = "schedules/customers/c-001.yaml"
TECHNICIANS = "schedules/technicians.yaml"
FEEDS_URL = "feeds_url: https://feeds.small.example/\n"
HOSTILE = "<script>alert('x')</script>\"&{{ 7*7 }}"


def render(root: Root, as_of: str = AS_OF) -> dict[str, str]:
    """Every page of the company, by ``kind holder``."""
    day = date.fromisoformat(as_of)
    definitions, schedules = read_sound(root.path)
    planned, templates = plan(definitions, schedules, day), templates_of(root.path)
    feeds = render_feeds(
        definitions, schedules, planned.visits, stamping(day, "Asia/Shanghai"), templates, DEMO_SECRET, Ledger({})
    )
    pages = pages_beside(feeds, root, planned, day)
    return {f"{feed.holder.kind} {feed.holder.id}": page for feed, page in zip(feeds, pages, strict=True)}


def customer(root: Root, as_of: str = AS_OF) -> str:
    return render(root, as_of)["customer c-001"]


def technician(root: Root, as_of: str = AS_OF) -> str:
    return render(root, as_of)["technician t-01"]


class Page(HTMLParser):
    """A page's text without its style and script, and its elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._silent += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def section(html: str, id_: str) -> str:
    """The text of one section of a page."""
    start = html.index(f'<section id="{id_}"')
    return Page(html[start : html.index("</section>", start)]).text


@pytest.fixture(scope="module")
def pages(example: Root) -> dict[str, str]:
    """The example company's pages."""
    return render(example)


# ---------------------------------------------------------------------------------------------- what every page holds to


@pytest.mark.parametrize("holder", ["customer c-001", "customer c-004", "technician t-02", "region shanghai"])
def test_no_page_is_indexed_or_gives_its_address_away(pages: dict[str, str], holder: str) -> None:
    """Search engines are told off, and whoever is followed from here does not learn where from."""
    meta = {attributes.get("name"): attributes.get("content") for attributes in Page(pages[holder]).all("meta")}
    assert meta["robots"] == "noindex,nofollow"
    assert meta["referrer"] == "no-referrer"


@pytest.mark.parametrize("holder", ["customer c-001", "customer c-004", "technician t-02", "company dispatch"])
def test_no_page_loads_anything_from_anywhere(pages: dict[str, str], holder: str) -> None:
    """No script, style, font or picture by address but the script of a technician's forms; the icon is in the page."""
    page = Page(pages[holder])
    own = [attributes.get("src") for attributes in page.all("script") if attributes]
    assert [src for src in own if not re.fullmatch(r"report\.js\?[0-9a-f]{8}", src or "")] == []
    assert bool(own) == holder.startswith("technician")
    loading = {"script", "img", "iframe", "object", "embed", "video", "audio", "source", "form"}
    assert [tag for tag, attributes in page.elements if tag in loading and tag != "script"] == []
    assert all((link["href"] or "").startswith("data:") for link in page.all("link"))
    style = re.findall(r"<style>(.*?)</style>", pages[holder], re.DOTALL)
    assert [at for at in re.findall(r"url\(.{6}", "".join(style)) if at != 'url("data:'] == []
    assert "@import" not in "".join(style)


@pytest.mark.parametrize("holder", ["customer c-001", "technician t-02"])
def test_the_policy_of_a_page_allows_its_own_style_and_script_and_nothing_else(
    pages: dict[str, str], holder: str
) -> None:
    """By their hashes, so that nothing that somebody smuggled in would run."""
    html = pages[holder]
    policy = next(m["content"] or "" for m in Page(html).all("meta") if m.get("http-equiv"))
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert " style=" not in html
    assert COPY_SCRIPT_HASH in policy
    assert COPY_SCRIPT in html


def test_a_page_stands_beside_each_feed_under_the_same_unguessable_name(root: Root) -> None:
    """``TOKEN.html`` beside ``TOKEN.ics``; rotating the address moves both."""
    root.feeds()
    names = {path.name for path in (root.path / "feeds").iterdir()}
    calendars = {name.removesuffix(".ics") for name in names if name.endswith(".ics")}
    assert calendars == {name.removesuffix(".html") for name in names if name.endswith(".html")}
    assert len(calendars) == 4


def test_a_customer_without_consent_has_no_page(root: Root) -> None:
    """As there is no feed, there is nothing beside it."""
    root.edit(CUSTOMER, "consent: {given: 2026-03-01}\n", "")
    assert [holder for holder in render(root) if holder.startswith("customer")] == []


def test_the_same_inputs_give_the_same_bytes(root: Root) -> None:
    """Nothing random, nothing of the clock."""
    assert render(root) == render(root)


# -------------------------------------------------------------------------------------------------------- the customer


def test_a_customers_page_names_no_person_and_no_phone_but_the_companys(root: Root) -> None:
    """Least that is needed: not even the customer's own name, nor the technician's."""
    html = customer(root)
    for private in ("诸葛先生", "司马女士", "021-5555-0199", "5555", "钱师傅", "上海市六合路"):
        assert private not in html
    assert "400-000-0000" in html


def test_the_next_visit_is_told_with_date_weekday_window_and_duration(root: Root) -> None:
    """The yearly check of 2027-08-31 is the next; before it monthly polishing comes."""
    text = section(customer(root), "next")
    assert "11 月 30 日 周一" in text
    assert "还有 7 天" in text
    assert "约 1 小时 25 分钟" in text
    assert "可安排的时段：11 月 27 日 – 12 月 10 日" in text
    assert "上门前我们会与您确认时间" in text


def test_what_will_be_done_links_to_the_public_guide_and_says_how_to_prepare(root: Root) -> None:
    """Before the bolts were tightened in October, the customer is asked to clear the window."""
    root.remove("schedules/records/2026-10.yaml")
    html = customer(root, "2026-10-01")
    assert "https://small.example/zh/maintenance/window/bolts/" in {link["href"] for link in Page(html).all("a")}
    assert "请移开窗前的家具" in section(html, "next")


def test_a_provisional_date_says_so(root: Root) -> None:
    """The holidays of 2027 are a forecast, so its dates may move; those of 2026 are official."""
    assert "日期为预计" not in section(customer(root), "next").partition("一年内的全部日期")[0].partition("2027")[0]
    assert "日期为预计" in section(customer(root, "2026-12-31"), "next")
    assert "当年放假安排尚未公布" in section(customer(root, "2026-12-31"), "next")


def test_an_agreed_time_is_shown_and_needs_no_confirming(root: Root) -> None:
    """From the record of the appointment."""
    root.add("schedules/records/2026-10.yaml", APPOINTMENT)
    html = customer(root, "2026-12-01")
    card = section(html, "next")
    assert "12 月 2 日 周三 09:30–11:00" in card
    assert "时间已约定" in card
    assert "09:30–11:00" in Page(html[: html.index("<main")]).text


APPOINTMENT = """\
  - record: appointment
    date: 2026-11-20
    customer: c-001
    site: home
    asset: hall
    task: floor/polish
    technician: t-01
    at: "2026-12-02 09:30"
    minutes: 90
"""


def test_work_that_waits_for_a_milestone_says_for_which(root: Root) -> None:
    """Nobody has told when they moved in, so the bolts cannot be planned."""
    root.edit(CUSTOMER, "move_in: 2026-09-07", "move_in: pending")
    root.remove("schedules/records/2026-10.yaml")
    assert "还不知道日期：入住。告诉我们以后就能排期：螺栓检查" in section(customer(root), "next")


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-11-23", "整窗保修保修中 保到 2028-08-31（含当天），还剩 647 天"),
        ("2028-08-30", "还剩 1 天"),
        ("2028-08-31", "整窗保修保修中 保到 2028-08-31（含当天），还剩 0 天"),
        ("2028-09-01", "整窗保修已到期 保到 2028-08-31"),
    ],
)
def test_a_warranty_runs_through_its_last_day(root: Root, as_of: str, state: str) -> None:
    """Two years from acceptance on 2026-08-31; the page tells how it stands on its day."""
    assert state in section(customer(root, as_of), "warranty")


def test_a_warranty_counts_from_the_assets_own_milestone(root: Root) -> None:
    """The site's is for those assets that have none."""
    root.edit(CUSTOMER, "product: window, quantity: 12}", "product: window, milestones: {acceptance: 2026-10-01}}")
    assert "保到 2028-10-01" in section(customer(root), "warranty")


def test_a_warranty_whose_milestone_is_pending_has_not_begun(root: Root) -> None:
    """An asset's pending milestone is not covered up by the site's."""
    root.edit(CUSTOMER, "product: window, quantity: 12}", "product: window, milestones: {acceptance: pending}}")
    assert "待起算 从这一天起算，日期待定： 竣工验收" in section(customer(root), "warranty")
    definitions, schedules = read_sound(root.path)
    home = schedules.customers["c-001"].sites[0]
    (state,) = warranties(definitions.products[home.assets[0].product], home, home.assets[0])
    assert (state.start, state.end) == (None, None)
    assert not state.is_running(date(2027, 1, 1))


def test_an_asset_without_a_warranty_of_its_own_says_so(root: Root) -> None:
    """The floor's product names none."""
    assert "门厅地面 石材地面 没有单独的保修期限" in section(customer(root), "warranty")


def test_history_tells_what_was_done_and_what_was_not_with_what_was_told(root: Root) -> None:
    """From the records of the customer's own sites, the latest first."""
    root.add("schedules/records/2026-10.yaml", "    told: 两颗松动，已拧紧\n" + SKIPPED + "    told: 等您回来再做\n")
    text = section(customer(root), "done")
    assert text.index("10 月 12 日 周一 这次没做 门厅地面 抛光 等您回来再做") < text.index(
        "10 月 9 日 周五 全屋外窗 螺栓检查"
    )
    assert "两颗松动，已拧紧" in text
    assert "2026-11" not in text


def test_what_staff_noted_is_read_by_the_technician_and_never_by_the_customer(root: Root) -> None:
    """``findings`` of any record, with ``told`` or without, in no word of the customer's page and feed, nor on paper.

    Nor is why it was not done or was moved, be it the only thing that was written down.
    """
    moved = SKIPPED.replace("skipped", "moved").replace("2026-10-12", "2026-10-13") + "    to: 2026-12-08\n"
    root.add(
        "schedules/records/2026-10.yaml",
        f"    findings: {NOTED}\n{SKIPPED}    findings: {NOTED}二\n    told: 下月补做\n{moved}",
    )
    for told in (customer(root), *(feed.decode() for name, feed in root.feeds().items() if name[:8] == "customer")):
        assert "业主出差" not in told.replace("\r\n ", "")
    pages = render(root, "2027-08-30")
    assert "下月补做" in section(customer(root), "done")
    assert [name for name in pages if "客户难缠" in pages[name]] == ["technician t-01"]
    html = pages["technician t-01"]
    assert f"10 月 9 日 周五 {NOTED}" in " ".join(Page(html).text.split())
    for paper in html.split('id="orders"')[1:]:
        assert "客户难缠" not in paper
    assert b"\xe9\x9a\xbe\xe7\xbc\xa0" not in b"".join(root.feeds().values()).replace(b"\r\n ", b"")


NOTED = "客户难缠，先打电话"
SKIPPED = """\
  - record: skipped
    date: 2026-10-12
    customer: c-001
    site: home
    asset: hall
    task: floor/polish
    reason: 业主出差
"""


def test_what_was_taken_back_is_told_on_no_page_from_that_day_on(root: Root) -> None:
    """Neither that it was done, nor what was told of it, nor what staff noted; the day before, everybody reads it."""
    root.add("schedules/records/2026-10.yaml", f"    findings: {NOTED}\n    told: 两颗松动\n")
    root.add(
        "schedules/records/2026-10.yaml",
        "  - {record: void, date: 2026-10-20, customer: c-001, site: home, reason: 记错了, "
        "of: {record: completed, date: 2026-10-09, task: window/bolts}}\n",
    )
    before, after = (render(root, day) for day in ("2026-10-19", "2026-10-20"))
    assert "两颗松动" in section(before["customer c-001"], "done")
    root.remove("schedules/records/2026-10.yaml")
    assert section(after["customer c-001"], "done") == section(customer(root, "2026-10-20"), "done")
    assert [name for name, html in after.items() if NOTED in html or "两颗松动" in html or "记错了" in html] == []


def test_what_staff_noted_in_a_record_that_was_taken_back_is_read_by_nobody(root: Root) -> None:
    """The technician who goes there next is not sent after what was written of another house."""
    root.add("schedules/records/2026-10.yaml", f"    findings: {NOTED}\n")
    assert NOTED in render(root, "2027-08-30")["technician t-01"]
    root.add(
        "schedules/records/2026-10.yaml",
        "  - {record: void, date: 2026-10-20, customer: c-001, site: home, reason: 记错了, "
        "of: {record: completed, date: 2026-10-09}}\n",
    )
    assert [name for name, html in render(root, "2027-08-30").items() if NOTED in html] == []


def test_history_knows_nothing_after_the_day_of_the_build(root: Root) -> None:
    """As of the day before, the work was not done yet."""
    assert "螺栓检查" not in section(customer(root, "2026-10-08"), "done")


def test_the_year_is_drawn_with_a_row_for_each_task(root: Root) -> None:
    """Polishing every month, the yearly check once; the picture is in the page."""
    html = customer(root)
    picture = html[html.index('<svg xmlns="http://www.w3.org/2000/svg" class="year"') :]
    picture = picture[: picture.index("</desc>")]
    assert "抛光：" in picture
    assert "年度检查：08-31 预计" in picture


def test_a_customer_reads_the_page_in_the_chosen_language(root: Root) -> None:
    """Names of sites and assets stay as they were given."""
    root.edit(CUSTOMER, "locale: zh", "locale: en")
    html = customer(root)
    assert '<html lang="en">' in html
    page = Page(html)
    assert "Hello. Our next visit is on" in page.text
    assert "六合苑" in page.text
    untranslated = re.sub("[六合苑全屋外窗门厅地面]", "", page.text)
    assert not re.search("[\u4e00-\u9fff]", untranslated), re.findall("[\u4e00-\u9fff]+", untranslated)


def test_hostile_text_stays_text(root: Root) -> None:
    """Names, findings and reasons are printed as they are, wherever they stand."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    root.edit(CUSTOMER, "name: 全屋外窗", f"name: {quoted}")
    root.edit(CUSTOMER, "name: 六合苑", f"name: {quoted}")
    root.edit(CUSTOMER, "address: 上海市六合路 8 号", f"address: {quoted}")
    root.edit("definitions/maintenance/window/yearly.yaml", "zh: 年度检查,", f"zh: {quoted},")
    root.add("schedules/records/2026-10.yaml", f"    findings: {quoted}\n    told: {quoted}\n")
    everything = render(root, "2026-10-30") | {"later": technician(root, "2027-08-30")}
    for html in everything.values():
        page = Page(html)
        assert [attributes for attributes in page.all("script") if not attributes] == [{}]
        assert len(page.all("script")) == 1 + ('id="reports"' in html)
        assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
    assert HOSTILE in Page(everything["customer c-001"]).text
    assert HOSTILE in Page(everything["later"]).text


# --------------------------------------------------------------------------------------------------------- subscribing


def test_the_address_is_offered_to_subscribe_to_copy_and_to_scan(root: Root) -> None:
    """Each platform's own way for a tap, https: for a paste, and the page's own address as a code."""
    root.add("definitions/company.yaml", FEEDS_URL)
    page = Page(customer(root))
    (field,) = page.all("input")
    address = field["value"] or ""
    assert re.fullmatch(r"https://feeds\.small\.example/[\w-]{22}\.ics", address)
    rest = address.removeprefix("https")
    asked = quote(f"webcal{rest}", safe="")
    assert [link["href"] for link in page.all("a") if "way-" in (link.get("class") or "")] == [
        f"webcal{rest}",
        f"webcals{rest}",
        f"https://calendar.google.com/calendar/render?cid={asked}",
        f"https://outlook.live.com/calendar/0/addfromweb?url={quote(address, safe='')}&name={quote('保养日历')}",
    ]
    assert "在微信、企业微信、钉钉或飞书里打开的" in page.text
    assert "readonly" in field
    assert [svg.get("class") for svg in page.all("svg")].count("qr") == 1
    (button,) = page.all("button")
    assert "hidden" in button, "it does nothing where scripts do not run"


def test_without_a_public_address_the_page_says_whom_to_ask(root: Root) -> None:
    """The file beside it can still be fetched."""
    page = Page(customer(root))
    assert "需要订阅地址请来电" in page.text
    assert not any((link["href"] or "").startswith("webcal") for link in page.all("a"))
    (saved,) = [link for link in page.all("a") if re.fullmatch(r"[\w-]{22}\.ics", link["href"] or "")]
    assert saved["download"] == "保养日历.ics", "the key is not in the name of what is passed on"


@pytest.mark.parametrize("holder", ["customer c-001", "customer c-004"])
def test_instructions_are_given_for_every_kind_of_phone_and_are_honest(pages: dict[str, str], holder: str) -> None:
    """Google updates late and drops reminders; Huawei's and Xiaomi's ways depend on the version."""
    text = section(pages[holder], "subscribe")
    for name in ("iPhone", "Outlook.com", "ICSx5"):
        assert name in text
    for words in (
        ("谷歌", "12 到 24 小时", "华为", "小米", "看系统版本"),
        ("Google", "12 to 24 hours", "Huawei", "Xiaomi"),
    ):
        assert all(word in text for word in words) == (words[0] in text)
    assert "400-000-0000" in text


# ---------------------------------------------------------------------------------------------------------- technicians


def test_a_technician_sees_this_week_and_next_from_monday_to_sunday(root: Root) -> None:
    """As of a Wednesday, the week began two days before."""
    days = re.findall(r'<h3><time datetime="([^"]*)">', technician(root, "2026-11-25"))
    assert days[0] == "2026-11-23"
    assert days[-1] == "2026-12-06"
    assert len(days) == 14


def test_a_visit_tells_where_what_how_and_when_it_is_well_done(root: Root) -> None:
    """Address with a map, safety, steps, criteria, and what to load, summed over the asset's units."""
    root.remove("schedules/records/2026-10.yaml")
    html = technician(root, "2026-10-05")
    text = Page(html[: html.index('id="orders"')]).text
    for words in (
        "六合苑",
        "上海市六合路 8 号",
        "系好安全带",
        "逐个拧紧",
        "没有松动",
        "扳手",
        "螺栓 24 颗",
        "2 小时 19 分钟",
    ):
        assert words in text, words
    assert map_link("上海市六合路 8 号", "CN") in {link["href"] for link in Page(html).all("a")}


def test_a_map_is_asked_for_the_whole_address_and_nothing_else() -> None:
    """Signs in an address do not become parts of the link."""
    assert map_link("A&b=c #1/2", "CN") == "https://uri.amap.com/search?keyword=A%26b%3Dc%20%231%2F2"
    assert map_link("2 Main St, Dublin", "IE") == "https://www.openstreetmap.org/search?query=2%20Main%20St%2C%20Dublin"


def test_a_place_that_is_called_by_its_address_is_told_once(root: Root) -> None:
    """As an import calls those of which nothing else is known."""
    root.edit("schedules/customers/c-001.yaml", "name: 六合苑", "name: 上海市六合路 8 号")
    html = technician(root, "2026-10-05")
    assert "<h4>上海市六合路 8 号</h4>" in html
    assert {told.strip() for told in re.findall(r'<p class="address">(.*?)<a', html)} == {""}


def test_the_day_shows_its_minutes_against_what_the_technician_can_do(root: Root) -> None:
    """Capacity is the technician's own."""
    assert "1 小时 25 分钟 / 7 小时" in Page(technician(root)).text


def test_what_is_overdue_stands_first_with_how_late_it_is(root: Root) -> None:
    """The bolts were due on 2026-10-08, at the latest on 2026-10-21."""
    root.remove("schedules/records/2026-10.yaml")
    late = section(technician(root, "2026-11-02"), "overdue")
    assert "螺栓检查 · 全屋外窗六合苑" in late
    assert "应在 2026-10-21 之前完成，已逾期 12 天" in late


def test_a_technicians_page_has_the_customers_telephone_and_names_no_person(root: Root) -> None:
    """To be called at a tap, on the screen alone; other lists and the work orders have none."""
    pages = render(root)
    html = pages["technician t-01"]
    assert '<p class="screen"><a href="tel:02155550199">致电客户 021-5555-0199</a></p>' in html
    assert "5555" not in html[html.index('id="orders"') :]
    for private in ("诸葛先生", "司马女士"):
        assert private not in html
    for holder in ("region shanghai", "company dispatch", "customer c-001"):
        assert "5555" not in pages[holder]


def test_a_visits_form_asks_what_its_tasks_ask_and_tells_what_was_read_last(root: Root) -> None:
    """What counts as pass is judged, readings are within their bounds, materials have what was planned."""
    root.add(
        "definitions/maintenance/floor/polish.yaml",
        "measurements:\n  gloss: {name: {zh: 光泽度, en: gloss}, unit: {zh: GU, en: GU}, from: 0, to: 120}\n",
    )
    root.add(
        "schedules/records/2026-10.yaml",
        "  - {record: completed, date: 2026-10-02, customer: c-001, site: home, asset: hall, task: floor/polish, measurements: {gloss: 76}}\n",
    )
    html = technician(root)
    start = html.index('<details class="more report"')
    form = Page(html[start : html.index("</details>", start)])
    asked = [attributes["data-is"] for _, attributes in form.elements if "data-is" in attributes]
    assert list(dict.fromkeys(asked)) == [
        "done", "reason", "pass:光亮", "reading:gloss", "findings", "told", "date", "photos", "signed",
    ]  # fmt: skip
    (reading,) = [attributes for _, attributes in form.elements if attributes.get("data-is") == "reading:gloss"]
    assert (reading["data-least"], reading["data-most"]) == ("0", "120")
    assert "光泽度 GU上次 76 GU · 2026-10-02" in form.text
    (work,) = form.all("fieldset")
    assert (work["data-task"], work["data-asset"], work["data-rule"]) == ("floor/polish", "hall", "")


def test_without_scripts_the_page_says_what_to_do_instead(root: Root) -> None:
    """The forms stay hidden; the work order is there to be printed."""
    html = technician(root)
    assert "<div data-with-script hidden>" in html
    assert "这里的表要浏览器允许脚本才能填" in section(html, "reports")


def test_every_open_visit_on_site_has_a_work_order_with_the_slips_to_sign(root: Root) -> None:
    """Checklist to tick, values and materials to fill in, the acceptance slip and the service record."""
    html = technician(root)
    orders = re.findall(r'<article id="order-(\d+)" class="order">(.*?)</article>', html, re.DOTALL)
    assert [number for number, _ in orders] == ["1"]
    text = Page(orders[0][1]).text
    fields = "验收单 损坏原因 补救措施 完成情况 客户验收 服务记录登记单 问题类型 存在部位 产生原因 解决办法 到达时间 离开时间 客户意见 服务人签字"
    for field in ("六合苑", "磨光", "光亮", "测量记录", "材料用量", "发现的问题", *fields.split()):
        assert field in text, field
    assert orders[0][1].count('class="tick"') == 2
    assert 'href="#order-1"' in html


def test_a_work_order_shows_each_tasks_plate_and_the_page_holds_each_drawing_once(root: Root) -> None:
    """Where, and what each state looks like and leads to; whatever is shown is on the page, which loads nothing."""
    polish = "definitions/maintenance/floor/polish.yaml"
    root.add(
        polish,
        "plate:\n  place: floor-work\n  marks: [{at: machine, name: {zh: 晶面机<b>, en: machine}}]\n  close_up: reflection\n"
        "  good: {sees: {zh: 灯影清楚, en: clear}, then: {zh: 不用管, en: fine}}\n"
        "  act: {sees: {zh: 有划痕, en: scratched}, then: {zh: 翻新, en: renew}}\n",
    )
    sheet, signed = ordered(root)
    plate = Page(sheet[sheet.index('<div class="plate">') :]).text
    for said in ("1 晶面机<b>", "正常 灯影清楚 → 不用管", "要处理 有划痕 → 翻新"):
        assert said in plate, said
    assert 'class="plate"' not in signed
    drawn = re.findall(r'<symbol id="([\w-]+)"', technician(root))
    assert drawn == ["place-floor_work", "reflection-good", "reflection-act"]
    assert re.findall(r'<use href="#([\w-]+)"/>', sheet) == drawn


def ordered(root: Root) -> tuple[str, str]:
    """The first work order: the sheet that stays with us, and what the customer signs."""
    html = technician(root)
    order = re.findall(r'<article id="order-1" class="order">(.*?)</article>', html, re.DOTALL)[0]
    sheet, _, signed = order.partition('<div class="signed">')
    return sheet, signed


def test_what_the_customer_signs_is_in_the_customers_language_with_the_tasks_own_form(handbook: Root) -> None:
    """Pass criteria and what-ifs, the form with what was read last, and labels in the technician's language beside."""
    polish = "definitions/maintenance/floor/polish.yaml"
    handbook.add(polish, "form: slip\nwhat_if:\n  - {zh: 盖住了就另选一点, en: A covered point is replaced}\n")
    handbook.add(polish, "measurements:\n  gloss: {name: {zh: 光泽度, en: gloss}, unit: {zh: GU, en: GU}}\n")
    signature = "      - {label: {zh: 签字, en: Signature}"
    number = "      - {label: {zh: 光泽度（最差）, en: Gloss (worst)}, kind: number}\n"
    handbook.edit("definitions/services/forms/slip.yaml", signature, number + signature)
    handbook.edit(CUSTOMER, "locale: zh", "locale: en")
    handbook.add(
        "schedules/records/2026-10.yaml",
        "  - {record: completed, date: 2026-10-02, customer: c-001, site: home, asset: hall, task: floor/polish, "
        "measurements: {gloss: 76}, findings: 内部, told: Polished twice}\n",
    )
    sheet, signed = ordered(handbook)
    text = Page(signed).text
    for said in ("Acceptance slip", "It shines", "A covered point is replaced", "Service slip", "Polished twice"):
        assert said in text, said
    assert "Last reading 门厅地面 gloss 76 GU · 2026-10-02" in re.sub(r"(Last reading)", r"\1 ", text).replace(
        "  ", " "
    )
    assert "Gloss (worst) 光泽度（最差） last 76 GU · 2026-10-02" in text
    assert "内部" not in sheet + signed
    assert "76 GU · 2026-10-02" in Page(sheet).text
    assert "盖住了就另选一点" in Page(sheet).text


@pytest.mark.parametrize(("channel", "slip"), [("onsite", "临时交接单（不是验收）"), ("phone", "验收单")])
def test_what_a_later_visit_accepts_is_not_accepted_today(root: Root, channel: str, slip: str) -> None:
    """The sheet is a hand-over and says which visit accepts the work; a call afterwards accepts nothing."""
    polish = (root.path / "definitions/maintenance/floor/polish.yaml").read_text("utf-8")
    rule = "schedule: {anchor: {done: floor/polish}, threshold: 10 days, grade: G}\nwork:"
    later = re.sub(r"schedule:.*?work:", rule, polish, flags=re.DOTALL).replace(
        "name: {zh: 抛光", "name: {zh: 抛光验收"
    )
    root.write("definitions/maintenance/floor/accept.yaml", f"{later}channel: {channel}\n")
    text = Page(ordered(root)[1]).text
    assert (text.split()[0], "客户验收" in text, "今天不签，以后验收抛光验收" in re.sub(r"\s", "", text)) == (
        slip,
        channel == "phone",
        channel == "onsite",
    )


def test_the_code_on_a_work_order_leads_to_the_visits_form_and_is_on_no_sheet_of_the_customers(root: Root) -> None:
    """It is the address of the technician's page, which shows other customers; without an address there is none."""
    assert 'class="order-code"' not in ordered(root)[0]
    root.add("definitions/company.yaml", FEEDS_URL)
    sheet, signed = ordered(root)
    html = technician(root)
    address = re.findall(r'value="(https://feeds\.small\.example/[\w-]{22})\.ics"', html)[0]
    reference = re.findall(r'id="report-(\w{8})"', html)[0]
    code = QrCodes().picture(f"{address}.html#report-{reference}")
    assert code.path in sheet
    assert (signed.count("<svg"), address in signed) == (0, False)


def test_a_call_needs_no_work_order(pages: dict[str, str]) -> None:
    """As many orders as visits on site."""
    html = pages["technician t-02"]
    schedule = html[: html.index('id="orders"')]
    assert html.count('class="order"') == schedule.count('href="#order-')
    assert html.count('class="order"') == schedule.count('class="tag tag-onsite"')


def test_days_off_and_holidays_are_marked(root: Root) -> None:
    """The technician's own, and the country's."""
    root.add(TECHNICIANS, "    days_off: [2026-10-09]\n")
    root.remove("schedules/records/2026-10.yaml")
    text = Page(technician(root, "2026-10-01")).text
    assert "10 月 7 日 周三 国庆节" in text
    assert "10 月 9 日 周五 休息" in text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("away: [{from: 2026-10-08, to: 2026-10-09}]", "10 月 9 日 周五 休息"),
        ("employed: {until: 2026-10-08}", "10 月 9 日 周五 休息"),
        ("days_off: [2026-10-09]", "10 月 9 日 周五 休息"),
    ],
)
def test_whoever_is_away_or_gone_is_off(root: Root, line: str, says: str) -> None:
    """However it is written down."""
    root.add(TECHNICIANS, f"    {line}\n")
    root.remove("schedules/records/2026-10.yaml")
    assert says in Page(technician(root, "2026-10-01")).text


PASSED = """\
records:
  - record: appointment
    date: 2026-11-10
    customer: c-001
    site: home
    asset: windows
    task: window/yearly
    cycle: 1
    at: "2026-11-19 09:30"
"""


def test_what_is_not_yet_confirmed_is_told_to_everybody_it_concerns(root: Root) -> None:
    """The customer whom to call, the technician and dispatch that something has to be written down."""
    root.write("schedules/records/2026-11.yaml", PASSED)
    pages = render(root)
    mine = section(pages["customer c-001"], "next")
    assert "待确认" in mine
    assert WORDS["zh"]["note_onsite_unconfirmed"] in mine
    for holder in ("technician t-01", "region shanghai", "company dispatch"):
        told = section(pages[holder], "unconfirmed")
        assert WORDS["zh"]["work_unconfirmed_note"] in told
        assert "09:30" in told
        assert "年度检查" in told
    assert mine.index("待确认") > mine.index("抛光")


def test_the_head_of_a_page_tells_the_next_visit_and_not_the_one_that_is_not_confirmed(root: Root) -> None:
    """What has passed is no visit to come."""
    before = Page(customer(root)).text.split("接下来")[0]
    root.write("schedules/records/2026-11.yaml", PASSED)
    assert Page(customer(root)).text.split("接下来")[0] == before


def test_somebody_who_has_left_has_no_page_and_no_calendar(root: Root) -> None:
    """Through the last day they have both; the records that name them stay sound."""
    root.add(TECHNICIANS, "    employed: {until: 2026-11-22}\n")
    assert "technician t-01" in render(root, "2026-11-22")
    assert "technician t-01" not in render(root, "2026-11-23")
    assert [line for line in root.check() if "records" in line] == []


def test_a_region_and_dispatch_have_a_list_without_work_orders(root: Root) -> None:
    """The region's next two weeks; for dispatch, what is late or has nobody."""
    root.edit(TECHNICIANS, "skills: [window, stone]", "skills: [window]")
    found = render(root)
    assert "抛光" in Page(found["region shanghai"]).text
    assert "没有技术员具备所需技能" in Page(found["company dispatch"]).text
    assert not any('class="order"' in found[holder] for holder in ("region shanghai", "company dispatch"))


# -------------------------------------------------------------------------------------------------------- small words


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        ("2026-11-23", "今天", "today"),
        ("2026-11-24", "明天", "tomorrow"),
        ("2026-12-22", "还有 29 天", "in 29 days"),
        ("2026-11-22", "", ""),
    ],
)
def test_how_long_it_is_until_a_day(day: str, zh: str, en: str) -> None:
    """Counted from the day of the build."""
    as_of = date.fromisoformat(AS_OF)
    assert until_words(date.fromisoformat(day), WORDS["zh"], as_of) == zh
    assert until_words(date.fromisoformat(day), WORDS["en"], as_of) == en


def test_a_day_names_its_year_only_where_it_is_another() -> None:
    """As people say it."""
    as_of = date.fromisoformat(AS_OF)
    assert spoken_day(date(2026, 12, 22), WORDS["zh"], as_of) == "12 月 22 日 周二"
    assert spoken_day(date(2027, 1, 4), WORDS["zh"], as_of) == "2027 年 1 月 4 日 周一"
    assert spoken_day(date(2026, 12, 22), WORDS["en"], as_of) == "Tue 22 December"
    assert spoken_day(date(2027, 1, 4), WORDS["en"], as_of) == "Mon 4 January 2027"
    assert short_day(date(2027, 1, 4), WORDS["en"]) == "4 Jan"


def test_a_forms_table_has_a_numbered_line_for_each_unit(handbook: Root) -> None:
    """Of windows and the like; of what is counted in many, as square metres, some lines."""
    handbook.add("definitions/maintenance/floor/polish.yaml", "form: slip\n")
    for quantity, last in (("40", 40), ("260", 6), ("2.5", 6)):
        handbook.edit(
            "schedules/customers/c-001.yaml", "product: floor, quantity: 40", f"product: floor, quantity: {quantity}"
        )
        assert re.findall(r"<tr><td>(\d+)</td><td></td>", technician(handbook)) == [str(n) for n in range(1, last + 1)]
        handbook.edit(
            "schedules/customers/c-001.yaml", f"product: floor, quantity: {quantity}", "product: floor, quantity: 40"
        )
