"""What each problem says, in the languages of those who edit."""

from __future__ import annotations

from collections.abc import Sequence

from generator.text.language import Language

_SHOWN = 5


WORDING: dict[str, dict[Language, str]] = {
    # the text
    "missing_folder": {"zh": "找不到文件夹；请检查 --root，或新建它", "en": "this folder is missing; check --root, or create it"},
    "missing_file": {"zh": "找不到文件；请新建它", "en": "this file is missing; create it"},
    "unreadable": {"zh": "没有读取权限；请检查文件权限", "en": "no permission to read this; check its permissions"},
    "not_a_file": {
        "zh": "不是普通文件（可能是文件夹、管道、设备或指向上级的链接）；请移走它",
        "en": "not a plain file (a folder, a pipe, a device, or a link that leads back); move it away",
    },
    "not_a_folder": {"zh": "这里应为文件夹，却是文件；请改名或移走", "en": "a file stands here in the place of a folder; rename it or move it away"},
    "read_failed": {"zh": "读取失败；请检查链接和磁盘", "en": "this cannot be read; check links and the disk"},
    "not_utf8": {"zh": "不是 UTF-8 编码；请另存为 UTF-8", "en": "not encoded as UTF-8; save it as UTF-8"},
    "bad_file_name": {
        "zh": "文件名 {name!r} 不能用作编号；只用小写字母、数字和连字符",
        "en": "the file name {name!r} cannot serve as an id; use lower-case letters, digits and hyphens",
    },
    "nested_file": {
        "zh": "此处不能有子文件夹；请把文件移到 {folder}",
        "en": "there are no subfolders here; move the file to {folder}",
    },
    "wrong_suffix": {"zh": "文件名须以 .yaml 结尾；请改名或移走", "en": "the file name must end in .yaml; rename it or move it away"},
    "yaml_empty": {"zh": "文件是空的；请填写内容，或删除该文件", "en": "this file is empty; fill it in, or delete it"},
    "yaml_tab": {"zh": "用了制表符；YAML 缩进只能用空格", "en": "a tab stands here; YAML is indented with spaces only"},
    "yaml_control": {"zh": "含有不可见的控制字符 {found}；请删除", "en": "an invisible control character {found} stands here; delete it"},
    "yaml_quote": {"zh": "引号没有配对，或该字符须加引号", "en": "a quote is not closed, or this character needs quotes around the text"},
    "yaml_indent": {"zh": "缩进与上文不一致；同一级须对齐", "en": "indented differently from the lines above; align what belongs together"},
    "yaml_colon": {
        "zh": "冒号的位置不对，或这一行缩进过多；键后写冒号加空格，含冒号的文字须加引号",
        "en": "a colon is out of place, or the line is indented too far; write a colon and a space after a key, and quote text that holds a colon",
    },
    "yaml_bracket": {"zh": "括号或逗号不配对", "en": "a bracket or comma is missing or one too many"},
    "yaml_syntax": {"zh": "这里不是正确的 YAML", "en": "this is not YAML"},
    "yaml_duplicate": {"zh": "键 {found!r} 重复；删去一个", "en": "the key {found!r} stands here twice; remove one"},
    "yaml_alias": {"zh": "不使用锚点和别名（& 和 *）；请直接写出内容", "en": "anchors and aliases (& and *) are not used here; write the content out"},
    "yaml_tag": {"zh": "不使用标签（!）；如是文字请加引号", "en": "tags (!) are not used here; quote the value if it is text"},
    "yaml_documents": {"zh": "一个文件只能有一份文档；删去 ---", "en": "one document a file; remove the ---"},
    "yaml_deep": {"zh": "嵌套太深", "en": "nested too deeply"},
    "yaml_key": {"zh": "键必须是文字", "en": "a key must be plain text"},
    # the shape
    "unknown_key": {"zh": "未知的键 {found!r}{suggestion}", "en": "unknown key {found!r}{suggestion}"},
    "missing_key": {"zh": "缺少 {found!r}；请补上", "en": "{found!r} is missing; add it"},
    "expected_text": {"zh": "应为文字；数字请加引号", "en": "expected text; put quotes around a number"},
    "empty_value": {"zh": "这里没有填写；请补上", "en": "nothing stands here; fill it in"},
    "empty_text": {"zh": "文字是空的；请填写", "en": "the text is empty; fill it in"},
    "control_text": {
        "zh": "文字含有换行以外的控制字符或 \\N；请删除",
        "en": "the text holds a control character or a literal \\N; remove it",
    },
    "expected_integer": {"zh": "应为整数", "en": "expected a whole number"},
    "expected_number": {"zh": "应为数字", "en": "expected a number"},
    "too_small": {"zh": "必须大于 {bound}", "en": "must be more than {bound}"},
    "too_small_or_equal": {"zh": "不能小于 {bound}", "en": "must be {bound} or more"},
    "expected_boolean": {"zh": "应为 true 或 false", "en": "expected true or false"},
    "expected_mapping": {"zh": "应为若干“键: 值”", "en": "expected keys and values (key: value)"},
    "expected_list": {"zh": "应为列表，每项以 - 开头", "en": "expected a list, each item starting with -"},
    "empty_list": {"zh": "列表不能为空", "en": "the list must not be empty"},
    "not_a_choice": {"zh": "{found!r} 不在可选值之内：{choices}{suggestion}", "en": "{found!r} is not one of {choices}{suggestion}"},
    "bad_id": {"zh": "{found!r} 不能用作编号；只用小写字母、数字和连字符", "en": "{found!r} cannot serve as an id; use lower-case letters, digits and hyphens"},
    "bad_date": {"zh": "{found!r} 不是日期；请写成 2026-03-15", "en": "{found!r} is not a date; write it as 2026-03-15"},
    "impossible_date": {"zh": "{found!r} 这一天不存在", "en": "{found!r} is a day that does not exist"},
    "far_date": {"zh": "{found!r} 不在 1950 至 2150 年之间", "en": "{found!r} lies outside the years 1950 to 2150"},
    "bad_month_day": {"zh": "{found!r} 不是月日；请写成 \"06-01\"", "en": "{found!r} is not a month and day; write it as \"06-01\""},
    "bad_time": {"zh": "{found!r} 不是时间；请写成 \"2026-12-03 09:30\"", "en": "{found!r} is not a time; write it as \"2026-12-03 09:30\""},
    "bad_interval": {
        "zh": "{found!r} 不是时间长度；请写成 6 months、1 year、14 days 或 6 个月",
        "en": "{found!r} is not a length of time; write 6 months, 1 year, 14 days or P6M",
    },
    "interval_not_positive": {"zh": "时间长度 {found!r} 必须大于零", "en": "the length of time {found!r} must be above zero"},
    "interval_too_long": {"zh": "时间长度 {found!r} 超过 200 年；请核对", "en": "the length of time {found!r} is above 200 years; check it"},
    "span_too_long": {
        "zh": "日历不能超过 10 年，{found!r} 太长；手机打不开这样的日历",
        "en": "a calendar reaches ten years at the most, {found!r} is too long; no telephone would open it",
    },
    "too_large": {"zh": "不能大于 {bound}", "en": "must be {bound} or less"},
    "interval_negative": {"zh": "时间长度 {found!r} 不能为负", "en": "the length of time {found!r} must not be negative"},
    "bad_duration": {
        "zh": "{found!r} 不是工时；请写成 45 minutes 或 2 hours",
        "en": "{found!r} is not a working time; write 45 minutes or 2 hours",
    },
    "bad_limit": {
        "zh": "{found!r} 不是时限；请写成 24 hours、3 days 或 5 working days",
        "en": "{found!r} is not a time limit; write 24 hours, 3 days or 5 working days",
    },
    "unset_limit": {
        "zh": "时限 {found!r} 还没有定；请公司写明数字，如 3 working days",
        "en": "the time limit {found!r} is not set; the company must put a number, such as 3 working days",
    },
    "bad_anchor": {
        "zh": "{found!r} 不是起算点；可用 {choices} 或日期{suggestion}",
        "en": "{found!r} is not an anchor; use one of {choices}, or a date{suggestion}",
    },
    "bad_link": {
        "zh": "{found!r} 不是链接；请写成 种类/编号，种类为 {choices}{suggestion}",
        "en": "{found!r} is not a link; write kind/id, the kind being one of {choices}{suggestion}",
    },
    "invalid": {"zh": "值 {found!r} 不正确", "en": "the value {found!r} is not right here"},
    # across files
    "unknown_reference": {"zh": "找不到{kind_zh} {found!r}{suggestion}", "en": "unknown {kind_en} {found!r}{suggestion}"},
    "holiday_backwards": {"zh": "假期的 to 早于 from", "en": "the holiday's to lies before its from"},
    "tag_unused": {
        "zh": "没有页面用到主题 {found!r}；请在定义的 tags 里写上它，或把它删掉",
        "en": "no page carries the tag {found!r}; name it in a definition's tags, or delete it",
    },
    "unknown_icon": {
        "zh": "没有图标 {found!r}；请从 Material 的图标中选，如 material/window-closed-variant",
        "en": "there is no icon {found!r}; choose one of Material's, such as material/window-closed-variant",
    },
    "bad_url": {"zh": "{found!r} 不是网址；须以 https:// 开头", "en": "{found!r} is not an address; it must begin with https://"},
    "duplicate_id": {"zh": "编号 {found!r} 已在别处使用", "en": "the id {found!r} is used already"},
    "figure_without_grade": {
        "zh": "文字中有数字，须注明依据等级 grade（P、A、B、C 或 G）",
        "en": "a figure stands in this text: add its grade (P, A, B, C or G)",
    },
    "grade_without_source": {
        "zh": "依据等级 {found} 须注明来源 source",
        "en": "grade {found} needs a source",
    },
    "missing_milestone": {
        "zh": "缺少 {milestone}（{name_zh}），以下任务由它起算：{tasks}；请补上日期，尚未确定时写 pending",
        "en": "{milestone} is missing, from which these tasks count: {tasks}; add its date, or write pending while it is not known",
    },
    "milestone_implausible": {
        "zh": "{milestone} {found} 与 {other} {day} 不相符；请核对这两个日期",
        "en": "{milestone} {found} is implausible beside {other} {day}; check both dates",
    },
    "missing_condition": {
        "zh": "任务 {task!r} 的周期取决于 {condition}，请补上",
        "en": "the interval of task {task!r} depends on {condition}; add it",
    },
    "unlisted_condition": {
        "zh": "{condition} 为 {found!r} 时没有周期；请在 interval_by 中补上",
        "en": "no interval is given for {condition} {found!r}; add it to interval_by",
    },
    "no_anchor": {"zh": "规则须有 anchor、month_day 或 season 之一", "en": "a rule needs an anchor, a month_day or a season"},
    "anchor_and_month_day": {"zh": "anchor 与 month_day 只能写一个", "en": "give anchor or month_day, not both"},
    "two_intervals": {"zh": "interval 与 interval_by 只能写一个", "en": "give interval or interval_by, not both"},
    "two_conditions": {"zh": "interval_by 只能按一种条件分", "en": "interval_by takes one condition"},
    "season_span": {"zh": "season 须写 name，或 from 与 to", "en": "a season takes either a name, or from and to"},
    "season_is_fixed": {"zh": "有 season 的规则 basis 只能是 fixed", "en": "a rule with a season takes basis fixed only"},
    "season_interval": {
        "zh": "短于一年的周期只能与 season 的 inside 同用",
        "en": "an interval below one year goes only with a season's inside",
    },
    "floating_needs_interval": {"zh": "basis 为 {found} 时须有周期", "en": "basis {found} needs an interval"},
    "at_end_without_until": {"zh": "at_end 须与 until 同用", "en": "at_end goes with until"},
    "basis_changed": {
        "zh": "规则 {found!r} 的新版不能改变 basis；请另起规则名",
        "en": "a new revision of the rule {found!r} cannot change its basis; give the new rule a name of its own",
    },
    "duplicate_rule": {"zh": "规则 {found!r} 的 effective_from 重复", "en": "the rule {found!r} has the same effective_from twice"},
    "no_such_warranty": {
        "zh": "产品 {product!r} 没有保修 {found!r}{suggestion}",
        "en": "product {product!r} has no warranty {found!r}{suggestion}",
    },
    "task_without_technician": {
        "zh": "没有技术员具备技能 {found!r}，任务 {task!r} 无人可派",
        "en": "no technician has the skill {found!r}, so nobody can do task {task!r}",
    },
    "orphan_task": {"zh": "没有任何产品用到这个任务", "en": "this task belongs to no product"},
    "unused_record": {
        "zh": "这条记录没有对应的任务：{customer} 的 {site} 没有 {task}",
        "en": "this record fits nothing: {site} of {customer} has no {task}",
    },
    "record_needs": {"zh": "{record} 记录须写 {found}", "en": "a record of {record} needs {found}"},
    "record_needs_rule": {
        "zh": "任务 {task!r} 有几条规则（{choices}）；请用 rule 写明是哪一条",
        "en": "the task {task!r} has several rules ({choices}); say which with rule",
    },
    "record_without_effect": {
        "zh": "这条记录没有对应任何一次：没有到期的、已经完成，或离到期日太远；如确有所指，请写明 cycle",
        "en": "this record concerns no cycle: none is due, it is done already, or it lies too far from a due date; name the cycle if one is meant",
    },
    "record_in_future": {
        "zh": "日期 {found} 晚于 {as_of}；完成和跳过只能记过去的事",
        "en": "the date {found} is after {as_of}; what is completed or skipped lies in the past",
    },
    "internal_reference": {
        "zh": "公开页面不能链接内部页面 {found!r}；请去掉链接，或把对方改为 audience: public",
        "en": "a public page must not lead to the internal page {found!r}; remove the link, or make that page public",
    },
    "picture_untold": {
        "zh": "图片 {found!r} 没有文字说明；请在 definitions/pictures.yaml 中写明 alt",
        "en": "nothing says what the picture {found!r} shows; write its alt in definitions/pictures.yaml",
    },
    "bad_picture": {
        "zh": "这张图片画不出来；须为完整的 SVG（UTF-8 编码）、PNG、JPEG 或 WebP",
        "en": "this picture cannot be drawn; it must be a whole SVG, encoded as UTF-8, or a PNG, JPEG or WebP",
    },
    "wrong_picture": {
        "zh": "不是网页能用的图片；请改为 SVG、PNG、JPEG 或 WebP，或移走",
        "en": "this is no picture that browsers show; save it as SVG, PNG, JPEG or WebP, or move it away",
    },
    "field_needs": {"zh": "{kind_of} 类的栏目须写 {found}", "en": "a field of kind {kind_of} needs {found}"},
    "missing_translation": {
        "zh": "公开文字缺少英文；请补上 en",
        "en": "this public text has no English; add en",
    },
    "avoided_term": {
        "zh": "{found!r} 不是规定用词；请写 {preferred!r}",
        "en": "{found!r} is a variant that the glossary avoids; write {preferred!r}",
    },
    "unset_placeholder": {
        "zh": "{found!r} 里的数字还没有定；请公司写明",
        "en": "the number in {found!r} is not set; the company must put one",
    },
    "phone_in_text": {
        "zh": "文字中有电话号码 {found}；热线只写在 company.yaml",
        "en": "a telephone number {found} stands in this text; the service line stands in company.yaml alone",
    },
    "languages_differ": {
        "zh": "中文写的周期是 {found}，英文是 {other}；请改为一致",
        "en": "the Chinese text tells an interval of {found}, the English one {other}; make them agree",
    },
    "interval_open": {
        "zh": "{found} 须与 task 同用，且该任务只有一种周期",
        "en": "{found} goes with the task of a rule that has one interval",
    },
    "interval_contradicts": {
        "zh": "文字写的周期 {found} 与任务 {task!r} 的规则（{other}）不一致",
        "en": "the text tells an interval of {found}, but the rule of task {task!r} says {other}",
    },
    "item_missing": {"zh": "手册条目 {found} 没有列出", "en": "the handbook item {found} is not listed"},
    "item_unknown": {
        "zh": "手册没有条目 {found!r}；请核对 sections 中的条数",
        "en": "the handbook has no item {found!r}; check the number of items under sections",
    },
    "item_unaccounted": {
        "zh": "条目 {found} 须写明去向 became，或不采用的理由 excluded，二者取一",
        "en": "say what became of item {found}, or why it is excluded: one of the two",
    },
    "item_not_cited": {
        "zh": "{found!r} 没有引用条目 {item}；请在它的 source 中补上",
        "en": "{found!r} does not cite the item {item}; add it to a source there",
    },
    "privacy_phone": {"zh": "公开文字中有手机号 {found}；请删除", "en": "a mobile number {found} stands in public text; remove it"},
    "privacy_contact": {
        "zh": "公开文字中有邮箱或微信号 {found}；请删除",
        "en": "a mail address or chat name {found} stands in public text; remove it",
    },
    "name_is_a_word": {
        "zh": "{found} 既是客户资料，又是 {where} 里的用词，网站会因此停止生成；如它不会暴露任何人，请写进 schedules/allow.yaml（word、reason）",
        "en": "{found} is customer data and also a word in {where}, which will stop the site; if it gives nobody away, add it to schedules/allow.yaml (word, reason)",
    },
    "bad_country": {"zh": "{found!r} 不是国家代码；请写成 CN", "en": "{found!r} is not a country's code; write it as CN"},
    "bad_zone": {"zh": "{found!r} 不是时区；请写成 Asia/Shanghai", "en": "{found!r} is not a time zone; write it as Asia/Shanghai"},
    "privacy_id": {"zh": "公开文字中有身份证号样的数字；请删除", "en": "something like an ID number stands in public text; remove it"},
    "privacy_customer": {
        "zh": "公开页面 {page} 等 {pages} 页中出现客户资料 {found}；请从定义中删除，如它是常用词，请写进 schedules/allow.yaml",
        "en": "customer data ({found}) turns up on {pages} public pages, first on {page}; remove it from the definitions, or allow a common word in schedules/allow.yaml",
    },
    "no_secret": {
        "zh": "未设置 AFTERCARE_SECRET；没有它就不能为真实客户生成日历",
        "en": "AFTERCARE_SECRET is not set; without it no calendars are built for real customers",
    },
    "weak_secret": {
        "zh": "AFTERCARE_SECRET 太短，或是公开的示例密钥；请用 python -c \"import secrets; print(secrets.token_urlsafe(32))\" 生成一个",
        "en": "AFTERCARE_SECRET is shorter than 32 characters, or the public demo secret; make one with python -c \"import secrets; print(secrets.token_urlsafe(32))\"",
    },
    "unassigned": {
        "zh": "{customer} {site} 在 {date} 的上门无法派工：{reason_zh}",
        "en": "the visit to {site} of {customer} on {date} is assigned to nobody: {reason_en}",
    },
    "not_a_feed": {
        "zh": "不是本程序生成的日历，或已损坏、丢失；请恢复它，或用 --replace 重新生成",
        "en": "not a calendar of ours, or damaged or missing; restore it, or build with --replace",
    },
    "not_rotatable": {
        "zh": "无法在此文件中单独修改 feed_revision；请手工加 1",
        "en": "feed_revision cannot be raised by itself in this file; raise it by hand",
    },
    "feed_large": {
        "zh": "日历 {found} 已有 {kilobytes} KB、{events} 项，接近上限 1 MB",
        "en": "the feed {found} has {kilobytes} KB and {events} events; the limit is 1 MB",
    },
    "feed_too_large": {
        "zh": "日历 {found} 有 {kilobytes} KB，超过 1 MB 的上限；请缩短 feeds 的 ahead 或 back",
        "en": "the feed {found} has {kilobytes} KB, above the limit of 1 MB; shorten ahead or back under feeds",
    },
    "feed_left_out": {
        "zh": "日历 {found} 有 {kilobytes} KB，超过 1 MB 的上限，没有生成；请用 aftercare agenda 查看，或拆分地区",
        "en": "the feed {found} would have {kilobytes} KB, above the limit of 1 MB, and is left out; use aftercare agenda, or split the region",
    },
    "template_error": {"zh": "模板出错：{found}", "en": "the template fails: {found}"},
    "site_error": {"zh": "网站生成失败：{found}", "en": "the site could not be built: {found}"},
    "site_ended": {
        "zh": "生成网站的进程被中断；请检查内存，再生成一次",
        "en": "a process that was building the site was ended; check memory, and build again",
    },
    "setting_refused": {"zh": "MkDocs 不接受这项设置：{found}", "en": "MkDocs does not take this setting: {found}"},
    "inherits_itself": {"zh": "INHERIT 绕回了自己；请改正", "en": "INHERIT leads back to this file; correct it"},
    "dead_link": {"zh": "链接 {found!r} 没有去处；请改正或删除", "en": "the link {found!r} leads nowhere; correct or remove it"},
    "dead_heading": {
        "zh": "链接 {found!r} 所指的标题不存在；请改正或删除",
        "en": "the link {found!r} leads to a heading that is not there; correct or remove it",
    },
    "absolute_link": {
        "zh": "链接 {found!r} 以 / 开头；请写成相对于本页的地址",
        "en": "the link {found!r} begins with /; write it relative to this page",
    },
    "page_outside": {
        "zh": "导航里没有这一页；请在 mkdocs.base.yml 的 not_in_nav 中写上 /{found}，或把它删掉",
        "en": "this page is not in the navigation; name it, /{found}, under not_in_nav in mkdocs.base.yml, or delete it",
    },
    "unwritable": {"zh": "无法写入 {found}；请检查权限和磁盘空间", "en": "cannot write {found}; check permissions and disk space"},
    "not_ours": {
        "zh": "{found} 不是本程序生成的；请移走它，换一个 --output，或用 --replace 覆盖整个文件夹",
        "en": "{found} was not made by this program; move it away, choose another --output, or replace the folder with --replace",
    },
}  # fmt: skip


KIND_NAMES: dict[str, tuple[str, str]] = {
    "product": ("产品", "product"),
    "task": ("任务", "task"),
    "technician": ("技术员", "technician"),
    "region": ("地区", "region"),
    "season region": ("季节地区", "season region"),
    "season": ("季节", "season"),
    "skill": ("技能", "skill"),
    "traffic": ("人流等级", "traffic class"),
    "tier": ("客户等级", "tier"),
    "exposure": ("环境", "exposure"),
    "setting": ("安装位置", "setting"),
    "source": ("来源", "source"),
    "customer": ("客户", "customer"),
    "site": ("地点", "site"),
    "asset": ("设备", "asset"),
    "picture": ("图片", "picture"),
    "milestone": ("里程碑", "milestone"),
    "promise": ("服务承诺", "promise"),
    "component": ("材料部件", "component"),
    "fault": ("故障", "fault"),
    "guide": ("指南", "guide"),
    "process": ("流程", "process"),
    "form": ("表单", "form"),
    "checklist": ("检查清单", "checklist"),
    "phrases": ("话术", "phrase set"),
    "course": ("培训课程", "course"),
    "role": ("岗位", "role"),
    "policy": ("制度", "policy"),
    "metric": ("指标", "metric"),
    "tag": ("主题", "tag"),
    "page": ("页面", "page"),
}


def listed(names: Sequence[str], language: Language) -> str:
    """The first five names, and how many there are more."""
    shown, more = names[:_SHOWN], len(names) - _SHOWN
    if language == "zh":
        return "、".join(shown) + (f" 等 {len(names)} 项" if more > 0 else "")
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
