"""What the site calls the closed sets of the model: product lines, channels, sources, grades, limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.model.definition import Channel, Grade, Line, LocalText

LINES: Mapping[Line, LocalText] = {
    "window": LocalText(zh="门窗", en="Windows"),
    "sealant": LocalText(zh="密封胶", en="Sealants"),
    "facade": LocalText(zh="幕墙", en="Curtain walls"),
    "stone": LocalText(zh="石材", en="Stone"),
    "led": LocalText(zh="显示屏", en="LED displays"),
}


CHANNELS: Mapping[Channel, LocalText] = {
    "onsite": LocalText(zh="上门", en="on site"),
    "phone": LocalText(zh="电话", en="by phone"),
    "notice": LocalText(zh="通知", en="by message"),
    "customer": LocalText(zh="由您完成", en="done by you"),
}


WORKS: Mapping[str, LocalText] = {
    "regulation": LocalText(zh="法规", en="regulation"),
    "standard": LocalText(zh="标准", en="standard"),
    "institute": LocalText(zh="机构文件", en="institute"),
    "maker": LocalText(zh="厂家资料", en="maker"),
    "trade": LocalText(zh="行业资料", en="trade"),
    "handbook": LocalText(zh="本公司服务手册", en="our service handbook"),
}


GRADES: Mapping[Grade, LocalText] = {
    "P": LocalText(zh="本公司的承诺", en="our own promise"),
    "A": LocalText(zh="官方文本", en="official text"),
    "B": LocalText(zh="标准或法规，据转载文本", en="standard or regulation, seen in a reprint"),
    "C": LocalText(zh="厂家或行业资料", en="maker or trade guidance"),
    "G": LocalText(zh="一般常识，未找到公开出处", en="general knowledge, no published source found"),
}


# The most urgent first.
COUNTED: Mapping[Literal["hours", "days", "working_days"], LocalText] = {
    "hours": LocalText(zh="按钟点连续计算，夜间和节假日都算", en="clock hours, nights and holidays included"),
    "days": LocalText(zh="按自然日计算，当天不算", en="calendar days, the first day not counted"),
    "working_days": LocalText(
        zh="按工作日计算，当天不算，含调休上班日", en="working days, the first day not counted, make-up days included"
    ),
}  # fmt: skip
