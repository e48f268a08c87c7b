"""A small sound company in YAML, which a test edits by replacing text."""

from __future__ import annotations

from collections.abc import Mapping

# A company as small as can be that still has one of each kind of thing. No test with it depends on the example data.
SMALL: Mapping[str, str] = {
    "definitions/company.yaml": """\
name: {zh: 小公司, en: Small Company}
tagline: {zh: 装好只是开始, en: Only the beginning}
hotline: 400-000-0000
hours: {zh: 全天接听, en: Always answered}
email: care@small.example
site_url: https://small.example/
uid_domain: small.example
example: true
locales: [zh, en]
feeds:
  customer: {back: 3 months, ahead: 24 months}
  technician: {back: 1 month, ahead: 6 months}
regions:
  shanghai: {name: {zh: 上海, en: Shanghai}, seasons: east, exposure: coast}
exposures:
  coast: {zh: 沿海, en: coast}
traffic:
  heavy: {zh: 人流大, en: heavy}
  light: {zh: 人流小, en: light}
settings:
  indoor: {zh: 室内, en: indoor}
tiers:
  A: {zh: 重点客户, en: key customer}
skills:
  window: {zh: 门窗, en: windows}
  stone: {zh: 石材, en: stone}
""",
    "definitions/calendars/workdays-cn.yaml": """\
"2026":
  status: official
  holidays:
    - {name: {zh: 国庆节, en: National Day}, from: 2026-10-01, to: 2026-10-07}
  make_up: [2026-10-10]
"2027":
  status: provisional
  holidays: []
""",
    "definitions/calendars/seasons.yaml": """\
names:
  rain: {zh: 雨季, en: rainy season}
regions:
  east:
    name: {zh: 华东, en: East China}
    windows:
      rain: {from: "06-01", to: "07-15"}
""",
    "definitions/products/window.yaml": """\
name: {zh: 窗, en: Window}
line: window
icon: material/window-closed-variant
unit: {zh: 樘, en: unit}
summary: {zh: 会开会关, en: It opens and it shuts}
care:
  do:
    - {zh: 每季清洁, en: Clean it every season}
  dont:
    - {zh: 不要硬拉, en: Do not force it}
warranty:
  - id: general
    name: {zh: 整窗保修, en: General warranty}
    period: 2 years
    covers: {zh: 制造缺陷, en: Faults in manufacture}
    grade: P
    source: [promise-001]
""",
    "definitions/products/floor.yaml": """\
name: {zh: 石材地面, en: Stone floor}
line: stone
icon: material/floor-plan
unit: {zh: 平方米, en: m²}
summary: {zh: 光亮如镜, en: It shines}
""",
    "definitions/maintenance/window/bolts.yaml": """\
name: {zh: 螺栓检查, en: Bolt check}
summary: {zh: 入住一个月后拧紧螺栓, en: We tighten the bolts a month after move-in}
products: [window]
schedule:
  anchor: move_in
  threshold: 1 month
  tolerance: {early: 7 days, late: 14 days}
  adjust: following
  grade: P
  source: [promise-001]
work:
  skills: [window]
  duration: {fixed: 30 minutes, per_unit: 2 minutes}
  grade: G
prepare:
  - {zh: 请移开窗前的家具, en: Please clear the window}
steps:
  - {zh: 逐个拧紧, en: Tighten each bolt}
pass:
  - {zh: 没有松动, en: Nothing is loose}
tools:
  - {zh: 扳手, en: Wrench}
materials:
  - {item: {zh: 螺栓, en: Bolt}, quantity: 2, unit: {zh: 颗, en: pcs}, per: unit, grade: G}
safety:
  - {zh: 系好安全带, en: Wear a harness}
""",
    "definitions/maintenance/window/yearly.yaml": """\
name: {zh: 年度检查, en: Yearly check}
summary: {zh: 定期检查, en: We check everything regularly}
products: [window]
schedule:
  anchor: acceptance
  interval: 1 year
  tolerance: {early: 30 days, late: 30 days}
  adjust: following
  grade: P
  source: [promise-001]
work:
  skills: [window]
  duration: {fixed: 1 hour}
  grade: G
steps:
  - {zh: 看一遍, en: Look at everything}
pass:
  - {zh: 完好, en: All is well}
""",
    "definitions/maintenance/floor/polish.yaml": """\
name: {zh: 抛光, en: Polishing}
summary: {zh: 按人流定期抛光, en: We polish as often as people walk on it}
products: [floor]
schedule:
  anchor: acceptance
  interval_by:
    traffic: {heavy: 1 month, light: 6 months}
  tolerance: {early: 3 days, late: 10 days}
  adjust: following
  grade: G
work:
  skills: [stone]
  duration: {fixed: 45 minutes, per_unit: 1 minute}
  grade: G
steps:
  - {zh: 磨光, en: Polish}
pass:
  - {zh: 光亮, en: It shines}
""",
    "definitions/services/promises/glass.yaml": """\
name: {zh: 玻璃破损, en: Broken glass}
summary: {zh: 玻璃坏了马上来, en: We come at once when glass breaks}
products: [window]
response:
  within: 24 hours
  from: {zh: 收到消息, en: your message}
  action: {zh: 到现场, en: on site}
  grade: P
  source: [promise-001]
meanwhile:
  - {zh: 不要靠近, en: Keep away from it}
""",
    "definitions/sources/article.yaml": """\
sections: {promise: 1}
items:
  promise-001:
    says: {zh: 公司的承诺, en: What the company promises}
    became: [promise/glass]
""",
    "schedules/technicians.yaml": """\
technicians:
  - id: t-01
    name: 钱师傅
    skills: [window, stone]
    regions: [shanghai]
    capacity: 7 hours
""",
    "schedules/customers/c-001.yaml": """\
name: 诸葛先生
locale: zh
tier: A
consent: {given: 2026-03-01}
contact: {name: 司马女士, phone: "021-5555-0199"}
sites:
  - id: home
    name: 六合苑
    region: shanghai
    address: 上海市六合路 8 号
    technician: t-01
    milestones: {acceptance: 2026-08-31, move_in: 2026-09-07}
    assets:
      - {id: windows, name: 全屋外窗, product: window, quantity: 12}
      - {id: hall, name: 门厅地面, product: floor, quantity: 40, traffic: heavy}
""",
    "schedules/records/2026-10.yaml": """\
records:
  - record: completed
    date: 2026-10-09
    customer: c-001
    site: home
    asset: windows
    task: window/bolts
    technician: t-01
""",
}


# A picture as products have them.
PANE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400">'
    '<path d="M0 0h640v400H0z" fill="#d5eae8"/><circle cx="320" cy="200" r="90" fill="#f2b765"/></svg>\n'
)
