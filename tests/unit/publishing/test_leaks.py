"""What is published is looked through whatever it is called, wherever it says something, and however it is spelled."""

from __future__ import annotations

import base64
import io
import shutil
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject
from support.company import Root

from generator.publishing.leaks import leaks
from generator.publishing.visible import pieces, published_texts, visible_text
from generator.reading.load import load
from generator.text.located import Stopped

CUSTOMER = "schedules/customers/c-001.yaml"
STORED = {"name": "name: 诸葛先生", "phone": 'phone: "021-5555-0199"', "address": "address: 上海市六合路 8 号"}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """An empty folder in the place of a site."""
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def stored(root: Root, line: str) -> None:
    """Record the customer with ``line`` in the place of that key's own."""
    root.edit(CUSTOMER, STORED[line.partition(":")[0]], line)


def found(root: Root, source: str, path: str = "a.html") -> int:
    """How many pieces of customer data are in a published file."""
    _, schedules, problems = load(root.path)
    assert problems == []
    return len(list(leaks(schedules, "CN", [(path, source)])))


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("name: Siobhán O'Brien", "SIOBHAN OBRIEN"),
        ("name: Siobhán O'Brien", "siobhán o\u2019brien"),
        ("name: Siobhan OBrien", "Siobhán Ó Brien"),
        ("name: J. R. Smith", "JR Smith"),
        ("name: Mr Smith", "Mr. Smith"),
        ("name: Mr. Smith", "mr_smith"),
        ("name: 阿依古丽·买买提", "阿依古丽\u2219买买提"),
        ("name: 阿依古丽·买买提", "阿依古丽.买买提"),
        ("name: 阿依古丽·买买提", "阿依古丽\u2068\u25cf\u2069买买提"),
        ("name: Lê Văn Đạt", "le van đat"),
        ("name: 诸葛先生", "诸\u034f\u200e葛\u202c先\ufe0f生"),
        ("address: 六合路8号", "六合路 8 号"),
        ("address: 上海市六合路 8 号", "六合路8号"),
        ("address: 上海六合路 8 号", "在六合路8号施工"),
        ("address: 上海市浦东新区张江镇六合路 88-1201", "六合路 88 号"),
        ("address: 上海市浦东新区翠湖花园小区 3 栋 1201", "翠湖花园小区3栋"),
        ("address: 上海市闵行区六合路 88 号 3 栋 1201", "六合路 88 号 5 栋"),
        ('address: "Flat 5, 88 Liuhe Road, Shanghai"', "88 Liuhe Rd."),
        ('address: "88 Liuhe St., Shanghai"', "88 liuhe street"),
        ('address: "Unit 12/88 Liuhe Road, Sydney NSW 2000"', "88 Liuhe Road"),
        ('address: "Hauptstraße 12, 10115 Berlin"', "hauptstrasse 12"),
        ('address: "Hauptstraße 12, 10115 Berlin"', "Hauptstr. 12"),
        ('address: "12 rue de la Paix, 75002 Paris"', "12, Rue de la Paix"),
        ('address: "221B Baker Street, London NW1 6XE"', "221b Baker St"),
        ('phone: "13800138000"', "138_0013_8000"),
        ('phone: "13800138000"', "138,0013,8000"),
        ('phone: "13800138000"', "138~0013~8000"),
        ('phone: "13800138000"', "一三八 〇〇一三 八零零零"),
        ('phone: "13800138000"', "幺三八零零幺三八〇〇〇"),
        ('phone: "13800138000"', "138\u22190013\u22198000"),
        ('phone: "13800138000"', "138\u200b0013\ufeff8000"),
        ('phone: "13800138000"', "138, 0013, 8000"),
        ('phone: "13800138000"', "138：0013：8000"),
        ('phone: "13800138000"', "138 | 0013 | 8000"),
        ('phone: "13800138000"', "138 + 0013 + 8000"),
        ('phone: "13800138000"', "138、0013、8000"),
        ('phone: "13800138000"', "138    0013    8000"),
        ('phone: "13800138000"', "١٣٨٠٠١٣٨٠٠٠"),
        ('phone: "13800138000"', "壹叁捌零零壹叁捌零零零"),
        ('phone: "13800138000"', "".join(f"{digit}\ufe0f\u20e3" for digit in "13800138000")),
        ("name: 诸葛先生", "诸\U000e0100葛先\U000e0021生"),
        ("address: 上海市长宁区愚园路 1088 弄 66 号", "愚园路一〇八八弄六十六号"),
        ("address: 上海市长宁区愚园路 1088 弄 66 号", "愚园路一千零八十八弄"),
        ("address: 上海市长宁区愚园路一〇八八弄六十六号", "愚园路 1088 弄 66 号"),
        ("address: 上海市六合路 8 号", "六合路捌號"),
        ('phone: "138_0013_8000"', "13800138000"),
        ('phone: "021-5555-0199"', "5555 0199"),
        ('phone: "021-5555-0199"', "5555_0199"),
        ('phone: "+44 20 7946 0958"', "7946 0958"),
        ("phone: 微信 wx123", "wx123"),
        ('phone: "微信号：wx_abc-12"', "WX_ABC-12"),
        ('phone: "WeChat: zhuge88"', "zhuge88"),
        ('phone: "021-5555-0199 / 微信 zhuge88"', "zhuge88"),
        ('phone: "QQ 12345678"', "12345678"),
        ('phone: "13800138000, zhuge@mail.example"', "zhuge@mail.example"),
    ],
)
def test_it_is_found_however_it_is_spelled(root: Root, line: str, written: str) -> None:
    """As text, as an address in ASCII, as the name of a picture."""
    stored(root, line)
    assert found(root, f"<p>给 {written} 的</p>") == 1
    assert found(root, f'<a href="/s?q={quote(written)}">x</a>') == 1
    assert found(root, f'<a href="/s?q={quote(quote(written))}">x</a>') == 1
    assert found(root, "", f"zh/img/{written}.png") == 1
    assert found(root, "", f"zh/img/{quote(written)}.png") == 1


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("address: 上海市六合路 8 号", "六合路 18 号"),
        ("address: 上海市六合路 8 号", "六合路十八号"),
        ("address: 上海市六合路 8 号", "六合路八十号"),
        ('phone: "13800138000"', "138, 0013 : 8000"),
        ('phone: "021-5555-0199"', "5555, 0199"),
        ("address: 上海市六合路 8 号", "六合路 8"),
        ("address: 上海市花园小区 3 栋 1201 室", "3 栋 1201 室"),
        ("address: 上海市六合路 8 号", "上海市"),
        ('address: "88 Liuhe Road, Sydney NSW 2000"', "Sydney NSW 2000"),
        ('address: "Hauptstraße 12, 10115 Berlin"', "10115 Berlin"),
        ('address: "88 Liuhe Road, Shanghai"', "188 Liuhe Road"),
        ('phone: "021-5555-0199"', "155550199"),
        ('phone: "021-2026-1123"', "2026-11-23"),
        ('phone: "13800138000"', "[138, 0013, 8000]"),
        ("phone: 微信 wx123", "wx1234"),
        ("phone: 微信 wx123", "微信"),
        ("name: O'Brien", "to Briennes"),
    ],
)
def test_what_only_resembles_it_is_none(root: Root, line: str, written: str) -> None:
    """Another house, a town alone, a flat alone, a date, a list, a longer name."""
    stored(root, line)
    assert found(root, f"<p>给 {written} 的</p>") == 0


def coded(coding: str) -> str:
    """The name in base64."""
    return base64.b64encode("诸葛先生".encode(coding)).decode()


@pytest.mark.parametrize(
    "markup",
    [
        "<ruby>诸<rt>zhū</rt>葛<rp>(</rp><rt>gě</rt></ruby>先生",
        "<ruby>诸葛<rt>先生</ruby><ruby>先生<rt>x</ruby>",
        "诸葛<br>先生",
        "诸葛<br/>\n先生",
        "<font color=red>诸葛</font>先生",
        "<bdo dir=ltr>诸</bdo><ins>葛</ins><del>先</del><kbd>生</kbd>",
        "<p>x <诸葛先生></p>",
        "<script>const who = '诸葛先生'</script>",
        "<script>// von 诸葛先生\n</script>",
        "<script>x = `\\u{8bf8}\\u{845b}先生`</script>",
        "<style>a::after { content: '\\8bf8 \\845b 先生' }</style>",
        '<p id="诸葛先生">',
        "诸葛<!-- x -->先生",
        "诸葛<!---->先生",
        "诸葛<!-->先生",
        "<!-- 诸葛<b>先生</b> -->",
        "<!诸葛先生>",
        "<?php 诸葛先生 ?>",
        "诸葛<label>先生</label>",
        "<button>诸葛</button>先生",
        '诸葛<img alt="" src="a.png">先生',
        "诸葛<x-y a=1>先生</x-y>",
        '诸葛<span title="a>b">先生</span>',
        "诸葛<span title='a>b'>先生</span>",
        '<p class="x 诸葛先生 y">',
        '<a style="background: url(诸葛先生.png)">',
        f'<a style="background: url({quote("诸葛先生")}.png)">',
        "<style>a { background: url(诸葛先生.png) }</style>",
        "<style>.诸葛先生 { x: y }</style>",
        "<script>const 诸葛先生 = 1</script>",
        "<script>/诸葛先生/.test(x)</script>",
        "<script>x = '诸葛' + '先生'</script>",
        "<script>x = 02155550199</script>",
        f'<a href="data:;base64,{coded("utf-8")}">',
        f'<a href="data:text/csv;charset=gbk;base64,{coded("gbk")}">',
        "<p>&amp;#35832;&amp;#33883;&amp;#20808;&amp;#29983;</p>",
        f"http://xn--{'诸葛先生'.encode('punycode').decode()}.example/",
        f'<img src="data:image/svg+xml;base64,{base64.b64encode("<svg><title>诸葛先生</title></svg>".encode()).decode()}">',
    ],
)
def test_it_is_found_through_markup_and_code(root: Root, markup: str) -> None:
    """What stands within a line does not part a name, and a script may hold one."""
    assert found(root, markup) == 1


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg><text><![CDATA[诸葛先生]]></text></svg>",
        "<svg><text>诸葛<![CDATA[先生]]></text></svg>",
        '<!DOCTYPE svg [<!ENTITY a "诸葛">\n<!ENTITY b "先生">]>\n<svg><text>&a;&b;</text></svg>',
        "<!DOCTYPE svg [<!ENTITY a '诸葛'>\n<!ENTITY b '&a;先生'>]>\n<svg><text>&b;</text></svg>",
        "<!DOCTYPE svg [<!ENTITY a '诸葛先生'>]><svg/>",
    ],
)
def test_a_drawing_is_read_as_a_browser_shows_it(root: Root, drawing: str) -> None:
    """With what it declares in the place of its name, and with what is no markup in it."""
    assert found(root, drawing, "a.svg") == 1


def test_a_drawing_that_would_grow_without_end_is_not_drawn() -> None:
    """Each name stands for ten others; what is declared is read all the same."""
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    piece = pieces(f'<!DOCTYPE svg [<!ENTITY a0 "诸葛先生诸葛先生">{names}]><svg>&a29;</svg>', "a.svg")[0]
    assert len(piece) < 3_000_000
    assert "诸葛先生" in visible_text(piece)


def test_neighbours_that_stand_apart_are_not_joined(root: Root) -> None:
    """Two buttons or labels beside each other, two pictures, a comment in a row of cells."""
    stored(root, "name: 李明")
    for row in (
        "<button>桃李</button><button>明天</button>",
        "<label>桃李</label> <label>明天</label>",
        "<td>桃李</td><!-- x --><td>明天</td>",
        '<p class="桃李" title="明天">',
    ):
        assert found(root, row) == 0, row


@pytest.mark.parametrize(
    "line",
    [
        "FN;ENCODING=b:" + coded("utf-8"),
        "FN;ENCODING=BASE64;CHARSET=GBK:" + coded("gbk"),
        "FN;BASE64:" + coded("utf-8") + "\r\nTEL:1",
        "SUMMARY:诸葛\\n先生",
        "SUMMARY:x\\, 诸葛先生",
        "SUMMARY:021\\,55550199",
    ],
)
def test_what_a_card_or_calendar_writes_in_its_own_way_is_read(root: Root, line: str) -> None:
    """In base64, with its own commas and ends of lines."""
    assert found(root, f"BEGIN:VCARD\r\n{line}\r\nEND:VCARD\r\n", "a.vcf") == 1


@pytest.mark.parametrize("at", range(1, 12))
def test_a_line_that_is_folded_inside_a_letter_is_read(root: Root, published: Path, at: int) -> None:
    """As programs fold that count bytes."""
    name = "诸葛先生".encode()
    (published / "a.ics").write_bytes(b"BEGIN:VCALENDAR\r\nSUMMARY:" + name[:at] + b"\r\n " + name[at:] + b"\r\n")
    ((path, source),) = published_texts(published)
    assert found(root, source, path) == 1


def test_names_that_stand_apart_are_not_pieced_together(root: Root) -> None:
    """Neither over cells nor over folders."""
    stored(root, "name: 李明")
    assert found(root, "<td>桃李</td><td>明天</td>") == 0
    assert found(root, "", "桃李/明天.html") == 0


@pytest.mark.parametrize(
    "name",
    ["a.csv", "A.TXT", "a.vcf", "B.SVG", "c.ICS", "noending", "a.min.js", "b.min.css", "c.js.map", "d.unknown", ".x/y"],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_file_is_looked_through_whatever_its_ending(root: Root, tmp_path: Path, name: str, coding: str) -> None:
    """In whatever encoding spreadsheets save it."""
    file = tmp_path / "site" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes("号码，诸葛先生，x".encode(coding))
    ((path, source),) = published_texts(tmp_path / "site")
    assert (path, found(root, source, path)) == (name, 1)


def test_a_card_that_quotes_its_characters_is_read() -> None:
    """As telephones write contacts."""
    quoted = "".join(f"={byte:02X}" for byte in "诸葛先生".encode())
    assert "诸葛先生" in visible_text(
        f"BEGIN:VCARD\r\nN;ENCODING=QUOTED-PRINTABLE:{quoted[:30]}=\r\n{quoted[30:]}\r\n", "folded"
    )


@pytest.mark.parametrize(
    "said",
    [
        "<w:t>诸葛先生</w:t>",
        "<w:p><w:r><w:t>诸葛</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>先生</w:t></w:r></w:p>",
        "<a:p><a:r><a:t>诸</a:t></a:r><a:r><a:t>葛先</a:t></a:r><a:r><a:t>生</a:t></a:r></a:p>",
        '<text:p><text:span text:style-name="T1">诸葛</text:span><text:span>先生</text:span></text:p>',
    ],
)
def test_a_document_of_an_office_program_is_looked_into(root: Root, published: Path, said: str) -> None:
    """It is a packed folder of texts, whose words are torn wherever letters changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as document:
        document.writestr("word/document.xml", said)
    (published / "letter.docx").write_bytes(packed.getvalue())
    assert [found(root, source, path) for path, source in published_texts(published)] == [1]


def locked(content: bytes) -> bytes:
    """A packed file whose entries say that they are encrypted."""
    return content.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


@pytest.mark.parametrize(
    ("spoilt", "size"),
    [(lambda content: content[:60], 9), (locked, 9), (lambda content: content, 21_000_000)],
    ids=["torn", "locked", "too much"],
)
def test_a_packed_file_into_which_nobody_can_look_is_not_published(
    published: Path, spoilt: Callable[[bytes], bytes], size: int
) -> None:
    """Whom it names cannot be told, so it is named instead."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as document:
        document.writestr("word/document.xml", "x" * size)
    (published / "letter.docx").write_bytes(spoilt(packed.getvalue()))
    with pytest.raises(Stopped) as stopped:
        list(published_texts(published))
    assert [(problem.code, problem.file) for problem in stopped.value.problems] == [("sealed_file", "letter.docx")]


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
def test_what_a_camera_says_in_a_picture_is_looked_at(root: Root, published: Path, ending: str) -> None:
    """Packed text, comments and what stands in EXIF, in its own encoding."""
    text, exif = PngImagePlugin.PngInfo(), Image.Exif()
    text.add_itxt("Author", "诸葛先生", zip=True)
    exif[0x9C9D] = "诸葛先生".encode("utf-16-le")
    more = {"png": {"pnginfo": text}, "jpg": {"exif": exif, "comment": b"x"}, "webp": {"exif": exif}}[ending]
    Image.new("RGB", (9, 9)).save(published / f"a.{ending}", **more)
    ((path, source),) = published_texts(published)
    assert found(root, source, path) == 1


def test_only_what_the_theme_brings_unchanged_is_passed_over(root: Root, published: Path) -> None:
    """Its bundle says nothing of ours; one that somebody edited, or named like it, may."""
    brought = files("material") / "templates/assets/javascripts"
    (bundle,) = [
        entry for entry in brought.iterdir() if entry.name.startswith("bundle.") and entry.name.endswith(".js")
    ]
    assert isinstance(bundle, Path)
    shutil.copy(bundle, published / bundle.name)
    assert list(published_texts(published)) == []
    with (published / bundle.name).open("a", encoding="utf-8") as stream:
        stream.write("// 诸葛先生")
    ((path, source),) = published_texts(published)
    assert found(root, source, path) == 1


@pytest.mark.parametrize(
    "path", ["诸葛/先生.html", "zh/诸葛/先生/index.html", "诸/葛/先生", f"{quote('诸葛')}/先生.tar.gz"]
)
def test_names_that_make_one_together_are_found(root: Root, path: str) -> None:
    """A folder and what lies in it; a log tells of neither in full."""
    (problem,) = leaks(load(root.path)[1], "CN", [(path, "")])
    assert problem.params["found"] == "诸…"
    assert not {"葛", "先生", quote("诸葛")} & {*str(problem.params["page"]).split("/")}
    assert found(root, "", path.replace("先生", "先生们")) == 0


def test_an_address_in_the_encoding_of_chinese_programs_is_read(root: Root) -> None:
    """Which browsers write for pages that are in it."""
    assert found(root, f'<a href="/s?q={quote("诸葛先生".encode("gbk"))}&x=1">x</a>') == 1
    assert found(root, "", f"{quote('诸葛先生'.encode('gbk'))}.html") == 1


@pytest.mark.parametrize(
    "name", ["诸葛先生.png", "13800138000/a.png", "+86 138-0013-8000.vcf", f"{quote('诸葛先生')}.png"]
)
def test_a_log_does_not_tell_in_full_what_a_files_name_tells(root: Root, name: str) -> None:
    """The page of the problem is named by what gives nobody away."""
    stored(root, 'phone: "13800138000"')
    (problem,) = leaks(load(root.path)[1], "CN", [(f"zh/img/{name}", "")])
    assert str(problem.params["page"]).startswith("zh/img/")
    assert not [
        secret
        for secret in ("诸葛先生", "13800138000", "138-0013-8000", quote("诸葛先生"))
        if secret in repr(problem.params)
    ]


def pdf(text: str, *, packed: bool = True) -> bytes:
    """A sheet with ``text`` on it, each letter placed by itself, as programs print Chinese."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    codes = {letter: number + 1 for number, letter in enumerate(dict.fromkeys(text))}
    pairs = "".join(f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>\n" for letter, code in codes.items())
    told = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}endbfchar\n"
        "endcmap end end"
    )
    name = NameObject
    mapping, drawing = StreamObject(), StreamObject()
    mapping.set_data(told.encode())
    letters = "".join(f"1 0 0 1 {10 + 12 * n} 100 Tm <{codes[letter]:04X}> Tj\n" for n, letter in enumerate(text))
    drawing.set_data(f"BT /F1 12 Tf\n{letters}ET".encode())
    font = DictionaryObject(
        {
            name("/Type"): name("/Font"), name("/Subtype"): name("/Type0"), name("/BaseFont"): name("/X"),
            name("/Encoding"): name("/Identity-H"), name("/ToUnicode"): writer._add_object(mapping),
        }
    )  # fmt: skip
    page[name("/Resources")] = DictionaryObject({name("/Font"): DictionaryObject({name("/F1"): font})})
    page[name("/Contents")] = writer._add_object(drawing.flate_encode() if packed else drawing)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def told_of_itself() -> bytes:
    """A sheet with nothing on it, whose author is told."""
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_metadata({"/Author": "诸葛先生"})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("content", [pdf("送诸葛先生"), pdf("送诸葛先生", packed=False), told_of_itself()])
def test_a_printed_sheet_is_read(root: Root, published: Path, content: bytes) -> None:
    """Its pages and what it says of itself; one that breaks off, or is none, stops nothing."""
    (published / "a.pdf").write_bytes(content)
    (published / "b.pdf").write_bytes(content[: len(content) // 3])
    (published / "c.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 9)
    assert [found(root, source, path) for path, source in published_texts(published)][::2] == [1, 0]


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("before", [0, 1, 7])
def test_what_says_something_in_a_file_of_an_unknown_kind_is_found(
    root: Root, published: Path, coding: str, before: int
) -> None:
    """As titles stand in films and old documents, wherever they begin."""
    (published / "a.bin").write_bytes(bytes(range(256)) + b"x" * before + "诸葛先生".encode(coding) + bytes(range(256)))
    ((path, source),) = published_texts(published)
    assert found(root, source, path) == 1


@pytest.mark.parametrize(
    "drawn",
    [
        "".join(f'<text x="{n}">{letter}</text>\n' for n, letter in enumerate("诸葛先生")),
        "".join(f'<g><text x="{n}"><tspan>{letter}</tspan></text></g>' for n, letter in enumerate("诸葛先生")),
        '<text><tspan x="1">诸</tspan><tspan x="2">葛</tspan>\n<tspan x="3">先生</tspan></text>',
        '<text x="1">窗</text><text>诸葛</text><text>先生</text><text>使用说明书</text>',
        "<text>021</text><text>5555</text><text>0199</text>",
    ],
)
def test_a_drawing_that_places_letter_by_letter_is_read(root: Root, drawn: str) -> None:
    """As programs draw text along a line; what is written out is kept apart."""
    assert found(root, f"<svg>{drawn}</svg>", "a.svg") == 1
    assert found(root, "<svg><text>请诸葛亮帮忙</text><text>先生</text></svg>", "a.svg") == 0


def test_what_stands_between_two_lines_of_a_page_is_found_as_if_it_were_one(root: Root) -> None:
    """Pages are looked through in pieces, which end where a text does."""
    for gap in ("</b>\n<i>", "<br>\n", "<wbr>\n", "\n", "</a>\n<a\nhref='x'>"):
        assert found(root, f"<p>\n<b>诸葛{gap}先生</p>\n<p>x</p>\n") == 1, gap
    for gap in ("</p>\n<p>", "</td>\n<td>"):
        assert found(root, f"<p>\n诸葛{gap}先生</p>\n") == 0, gap


@pytest.mark.parametrize(
    ("country", "number", "spellings"),
    [
        ("DE", "030 12345678", ["+49 (0)30 12345678", "0049 30 1234 5678", "030/12345678", "tel:+493012345678"]),
        ("DE", "+49 151 23456789", ["0151/2345 6789", "0049-151-23456789"]),
        ("US", "(212) 555-0123", ["212.555.0123", "+1 212 555 0123", "2125550123", "555-0123"]),
        ("JP", "03-1234-5678", ["+81 3 1234 5678", "０３−１２３４−５６７８", "(03)1234-5678"]),
        ("JP", "090-1234-5678", ["０９０ー１２３４ー５６７８", "+819012345678"]),
        ("GB", "020 7946 0018", ["+44 (0)20 7946 0018", "(020) 7946 0018"]),
        ("FR", "06 12 34 56 78", ["+33 6 12 34 56 78", "06.12.34.56.78"]),
    ],
)
def test_a_number_is_found_as_people_of_its_country_write_it(
    root: Root, country: str, number: str, spellings: list[str]
) -> None:
    """Abroad and at home; the company says in which country it is."""
    stored(root, f'phone: "{number}"')
    root.add("definitions/company.yaml", f"country: {country}\n")
    _, schedules, problems = load(root.path)
    assert problems == []
    assert [text for text in spellings if not list(leaks(schedules, country, [("a.html", f"<p>{text}</p>")]))] == []
