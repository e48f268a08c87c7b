"""What the search learns from readers' words, and what it notices in them."""

from __future__ import annotations

import pytest

from generator.site.search.features import folded, noticed, sounding
from generator.site.search.index import Lesson, Phrase
from generator.site.search.learnt import Learnt
from generator.site.search.sounds import readings, syllables, variants

WORDS = {
    "leaks/": ["窗户漏水", "下雨窗户进水", "窗边漏水怎么办"],
    "dark/": ["屏幕黑屏", "显示屏黑屏了", "屏不亮"],
    "price/": ["上门多少钱", "收费标准", "换窗户多少钱"],
}


def lesson() -> Lesson:
    phrases = [(text, page) for page, texts in WORDS.items() for text in texts]
    both = [Phrase(text, page, sound) for text, page in phrases for sound in (False, True)]
    return Lesson("zh", tuple(WORDS), tuple(both))


def best(learnt: Learnt, features: set[str]) -> str:
    """The page for which most speaks."""
    scores = dict.fromkeys(range(len(WORDS)), 0)
    for feature in features:
        for page, weight in learnt.weights.get(feature, {}).items():
            scores[page] += weight
    return list(WORDS)[max(scores, key=lambda page: scores[page])]


@pytest.mark.parametrize(
    ("query", "page"), [("窗户又漏水了", "leaks/"), ("黑屏", "dark/"), ("窗户多少钱", "price/"), ("窗戶漏水", "leaks/")]
)
def test_words_lead_to_the_page_that_is_asked_for_in_such_words(query: str, page: str) -> None:
    """Also words that nobody wrote down, and traditional characters."""
    assert best(lesson().taught(), noticed(query, "zh")) == page


def test_what_sounds_the_same_leads_to_the_same_page() -> None:
    """漏税 for 漏水, and zh as z, -ng as -n."""
    assert best(lesson().taught(), sounding("漏税")) == "leaks/"
    assert syllables("生锈") == syllables("深秀")


def test_the_same_words_always_teach_the_same() -> None:
    """Weight for weight, whatever else was learnt before."""
    assert lesson().taught() == lesson().taught()


def test_nothing_is_learnt_where_there_is_nothing_to_choose() -> None:
    """Of one page, or of words that stand in one phrase each."""
    assert Lesson("zh", ("a/",), (Phrase("漏水", "a/"),)).taught() == Learnt({}, {})
    assert Lesson("en", ("a/", "b/"), (Phrase("leak", "a/"), Phrase("dark", "b/"))).taught() == Learnt({}, {})


def test_the_browsers_tables_hold_what_occurs() -> None:
    """Traditional characters of those that occur, and how these are said, with the common ones of the same sound."""
    assert folded("ＴＢ－６５ 密封膠") == "tb-65 密封胶"
    assert "膠胶" in variants(["密封胶"])
    assert "膠" not in variants(["窗"])
    (lou,) = [entry for entry in readings(["漏"]).split() if entry.startswith("lou")]
    assert set("漏楼") <= set(lou)
