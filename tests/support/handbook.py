"""One definition of every kind that the handbook has, as small as can be, beside the small company of conftest."""

from __future__ import annotations

from collections.abc import Mapping

_COMMON = """\
summary: {zh: 简介, en: In short}
when:
  - {zh: 平时, en: At any time}
who:
  - {zh: 您自己, en: You yourself}
what_if:
  - {zh: 不行就来电, en: Call us if it fails}
"""

HANDBOOK: Mapping[str, str] = {
    "definitions/components/pane.yaml": f"""\
name: {{zh: 玻璃片, en: Glass pane}}
{_COMMON}products: [window]
facts:
  - label: {{zh: 厚度, en: Thickness}}
    value: {{zh: 5 毫米, en: 5 mm, grade: G}}
do:
  - {{zh: 轻擦, en: Wipe gently}}
dont:
  - {{zh: 不要敲, en: Do not knock}}
sections:
  - title: {{zh: 怎样认, en: How to tell}}
    points:
      - {{zh: 透明, en: It is clear}}
""",
    "definitions/faults/leak.yaml": f"""\
name: {{zh: 漏水, en: Leaking window}}
{_COMMON}products: [window]
urgency: soon
symptoms:
  - {{zh: 窗台有水, en: Water on the sill}}
causes:
  - name: {{zh: 孔堵了, en: Blocked hole}}
    test: {{zh: 倒一杯水, en: Pour a cup of water}}
    remedy: {{zh: 疏通, en: Clear it}}
do:
  - {{zh: 接水, en: Catch the water}}
dont:
  - {{zh: 不要打胶, en: Do not seal it}}
call:
  - {{zh: 还在漏, en: It goes on}}
promise: glass
tasks: [window/yearly]
related: [guide/wipe, component/pane]
asked: {{zh: [窗户漏水怎么办], en: [why does my window leak]}}
owner: fitter
reviewed: 2026-11-20
source: [promise-001]
""",
    "definitions/guides/wipe.yaml": f"""\
name: {{zh: 擦窗, en: Cleaning a window}}
{_COMMON}products: [window]
tools:
  - {{zh: 软布, en: Soft cloth}}
steps:
  - {{zh: 先冲水, en: Rinse first}}
do:
  - {{zh: 每年擦一次, en: Clean it every year, task: window/yearly}}
dont:
  - {{zh: 不用钢丝球, en: No steel wool}}
safety:
  - {{zh: 不要探身窗外, en: Never lean out}}
""",
    "definitions/seasons/rain.yaml": f"""\
name: {{zh: 雨季怎么准备, en: Before the rains}}
{_COMMON}season: rain
before:
  - {{zh: 清排水孔, en: Clear the holes}}
during:
  - {{zh: 关窗, en: Shut the windows}}
after:
  - {{zh: 看窗台, en: Look at the sill}}
""",
    "definitions/services/processes/visit.yaml": f"""\
name: {{zh: 上门服务, en: A visit}}
audience: public
{_COMMON}steps:
  - name: {{zh: 约时间, en: Agree a time}}
    does: {{zh: 先打电话, en: We call first}}
    role: fitter
    within: {{zh: 当天, en: the same day}}
    evidence: {{zh: 通话记录, en: a note of the call}}
    form: slip
branches:
  - if: {{zh: 没人接, en: Nobody answers}}
    then: {{zh: 再打一次, en: Call again}}
principles:
  - {{zh: 准时, en: Be on time}}
""",
    "definitions/services/processes/audit.yaml": """\
name: {zh: 内部抽查, en: Internal audit}
summary: {zh: 暗中抽查服务}
when:
  - {zh: 随时}
who:
  - {zh: 监督人员}
what_if:
  - {zh: 发现问题就记录}
steps:
  - name: {zh: 抽查}
    does: {zh: 按清单看一遍}
    role: fitter
""",
    "definitions/services/forms/slip.yaml": f"""\
name: {{zh: 服务单, en: Service slip}}
audience: public
{_COMMON}groups:
  - title: {{zh: 基本情况, en: Basics}}
    fields:
      - {{label: {{zh: 日期, en: Date}}, kind: date, required: true}}
      - {{label: {{zh: 说明, en: Remarks}}, kind: lines, hint: {{zh: 简短, en: in brief}}}}
      - {{label: {{zh: 结果, en: Result}}, kind: choice, choices: [{{zh: 合格, en: Pass}}, {{zh: 整改, en: Rework}}]}}
      - {{label: {{zh: 零件, en: Parts}}, kind: table, columns: [{{zh: 名称, en: Item}}, {{zh: 数量, en: Quantity}}]}}
      - {{label: {{zh: 照片, en: Photograph}}, kind: photo}}
      - {{label: {{zh: 签字, en: Signature}}, kind: signature, required: true}}
kept: {{zh: 交公司存档, en: The company files it}}
steps:
  - {{zh: 写日期, en: Write the date}}
""",
    "definitions/services/checklists/kit.yaml": f"""\
name: {{zh: 出门清单, en: Kit list}}
{_COMMON}groups:
  - title: {{zh: 工具, en: Tools}}
    items:
      - {{zh: 扳手, en: Wrench}}
form: slip
""",
    "definitions/services/phrases/sorry.yaml": f"""\
name: {{zh: 致歉, en: Apologies}}
{_COMMON}phrases:
  - avoid: {{zh: 这不归我管}}
    say: {{zh: 我来帮您找到负责的人}}
    note: {{zh: 随后登记}}
    creates: form/slip
steps:
  - {{zh: 先听完}}
""",
    "definitions/services/training/basics.yaml": f"""\
name: {{zh: 入门, en: Basics}}
{_COMMON}goals:
  - {{zh: 会拧螺栓}}
units:
  - name: {{zh: 螺栓}}
    time: 45 minutes
    content:
      - {{zh: 认识扳手}}
pass:
  - {{zh: 独立完成}}
""",
    "definitions/services/roles/fitter.yaml": f"""\
name: {{zh: 安装师傅, en: Fitter}}
{_COMMON}kind: role
duties:
  - {{zh: 安装和维修}}
authority:
  - {{zh: 可以当场换小件}}
works_with: [fitter]
""",
    "definitions/services/policies/prices.yaml": f"""\
name: {{zh: 价目公开, en: Published prices}}
audience: public
{_COMMON}rules:
  - {{zh: 先报价后动手, en: The price comes before the work}}
reasons:
  - {{zh: 免生误会, en: It avoids doubt}}
exceptions:
  - {{zh: 免费期内不收费, en: Nothing is charged in the free period}}
""",
    "definitions/services/prices/all.yaml": f"""\
name: {{zh: 价目, en: Our prices}}
{_COMMON}audience: public
currency: CNY
valid_from: 2026-01-01
prices:
  - {{id: call, item: {{zh: 上门, en: A visit}}, amount: 80, unit: {{zh: 次, en: visit}}, free: {{zh: 我们的问题, en: Faults of ours}}}}
""",
    "definitions/services/metrics/on-time.yaml": f"""\
name: {{zh: 准时率, en: On-time visits}}
{_COMMON}formula: {{zh: 准时次数除以总次数}}
unit: {{zh: 百分比}}
period: {{zh: 每月}}
target: {{zh: 逐月不降}}
data:
  - {{zh: 服务单}}
steps:
  - {{zh: 月底公布}}
""",
    "definitions/glossary.yaml": """\
bolt:
  zh: 螺栓
  en: bolt
  field: stone
  also: {zh: [螺丝]}
gasket:
  zh: 密封胶条
  en: gasket
  field: window
  avoid: {zh: [密封条], en: [weatherstrip]}
  page: component/pane
""",
}
