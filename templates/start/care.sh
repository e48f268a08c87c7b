#!/bin/sh
# 发布用的脚本：CI 用它，您也可以；不带参数运行就显示用法。 What continuous integration runs, and you can; run it bare for its use.
set -eu

out=${CARE_OUTPUT:-.care}

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in # as aftercare does: English where the environment says so
  en*) language=en ;;
  *) language=zh ;;
esac

say() { # CHINESE ENGLISH: a line in the reader's language
  if [ "$language" = en ]; then printf 'care.sh: %s\n' "$2" >&2; else printf 'care.sh：%s\n' "$1" >&2; fi
}

stop() { # CHINESE ENGLISH: what is wrong and what to do, and status 1
  say "$1" "$2"
  exit 1
}

usage() {
  if [ "$language" = en ]; then
    cat >&2 << 'END'
sh care.sh check [OPTION]…    every problem, status 1 if there is one
sh care.sh diff REVISION      what this edit does, as Markdown
sh care.sh comment REVISION   both in one text, for a merge request
sh care.sh publish [OPTION]…  fetch the calendars published last, build upon
                              them, put site and calendars in place; options are
                              those of aftercare build, such as --accept secret
sh care.sh restore BACKUP [OPTION]…
                              put a copy of the calendars in place, then publish
sh care.sh feeds              bring the calendars published last into feeds/ here,
                              so that today, week, diff, notices go on from them
The environment says:
  CARE_SITE, CARE_FEEDS   where site and calendars lie: a folder, or host:folder
  CARE_BACKUP             where a copy of each day's calendars is kept (optional)
  CARE_FIRST=yes          the same as --first: the first publication, and no other
  CARE_ACCEPT             words for --accept, for one run of CI, such as: secret
  CARE_DATE               publish as of that day (for tests)
  AFTERCARE_SECRET        the company's secret, made once, kept with the passwords:
                python3 -c "import secrets; print(secrets.token_urlsafe(32))"
END
  else
    cat >&2 << 'END'
sh care.sh check [选项]…      列出所有问题，有问题时状态为 1
sh care.sh diff 版本          这次改动会带来什么（Markdown）
sh care.sh comment 版本       两者合为一篇，给合并请求用
sh care.sh publish [选项]…    取回上次发布的日历，接着它生成，放到位；
                              选项同 aftercare build，如 --accept secret
sh care.sh restore 备份 [选项]…
                              把备份的日历放回去，再发布
sh care.sh feeds              把上次发布的日历取到这里的 feeds/，
                              today、week、diff、notices 接着它排
环境变量：
  CARE_SITE、CARE_FEEDS   网站和日历放在哪里：文件夹，或 主机:文件夹
  CARE_BACKUP             每天的日历在这里留一份（可以不写）
  CARE_FIRST=yes          同 --first：只在第一次发布时用
  CARE_ACCEPT             给 --accept 的词，只用于 CI 的一次运行，如 secret
  CARE_DATE               当作那一天发布（测试用）
  AFTERCARE_SECRET        公司的密钥，只生成一次，和密码放在一起：
                python3 -c "import secrets; print(secrets.token_urlsafe(32))"
END
  fi
  exit 2
}

needs() { # WHAT, CHINESE ENGLISH: an argument or a variable that has to be there
  [ -n "$1" ] || stop "$2" "$3"
}

places() { # [site]: where things lie, and the program that carries them there
  [ -z "${1:-}" ] || needs "${CARE_SITE:-}" "没有写网站放在哪里；请设置 CARE_SITE，如 CARE_SITE=/srv/care/site" \
    "nothing says where the site lies; set CARE_SITE, as in CARE_SITE=/srv/care/site"
  needs "${CARE_FEEDS:-}" "没有写日历放在哪里；请设置 CARE_FEEDS，如 CARE_FEEDS=/srv/care/feeds" \
    "nothing says where the calendars lie; set CARE_FEEDS, as in CARE_FEEDS=/srv/care/feeds"
  command -v rsync > /dev/null || stop "没有安装 rsync；请安装 3.2.3 或更新的版本（Debian：apt-get install rsync；macOS：brew install rsync）" \
    "rsync is not installed; install 3.2.3 or newer (Debian: apt-get install rsync; macOS: brew install rsync)"
  case "$(rsync --help 2>&1)" in
    *--mkpath*) ;;
    *) version=$(rsync --version 2>&1 | head -n 1)
      stop "rsync 太旧或是另一种（$version）；请安装 3.2.3 或更新的版本（macOS：brew install rsync）" \
        "this rsync is too old, or another one ($version); install 3.2.3 or newer (macOS: brew install rsync)" ;;
  esac
  notes=$(mktemp -d) # for what rsync answers
  trap 'rm -rf "$notes"' EXIT
  if [ -n "${1:-}" ]; then apart; fi
}

whole() { # PLACE: its path in full, without links, that two can be compared; one of a host as it is said
  case "$1" in *:*) printf '%s\n' "${1%/}" && return ;; esac
  there=$1
  below=
  while [ ! -d "$there" ]; do
    below=/$(basename -- "$there")$below
    there=$(dirname -- "$there")
  done
  there=$(cd -- "$there" && pwd -P)
  printf '%s%s\n' "${there%/}" "$below"
}

within() { # PLACE FOLDER: whether it is that folder, or lies in it
  case "$(whole "$1")/" in "$(whole "$2")/"*) return 0 ;; *) return 1 ;; esac
}

apart() { # what is put into a place replaces all that lies in it: neither another place nor the company's folder may be there
  for outer in CARE_OUTPUT CARE_SITE CARE_FEEDS; do
    for inner in PWD CARE_SITE CARE_FEEDS CARE_BACKUP CARE_OUTPUT; do
      [ "$inner" != "$outer" ] || continue
      eval "put_in=\${$outer:-} kept=\${$inner:-}"
      if [ "$outer" = CARE_OUTPUT ]; then put_in=$out; fi
      if [ "$inner" = CARE_OUTPUT ]; then kept=$out; fi
      if [ -n "$put_in" ] && [ -n "$kept" ] && within "$kept" "$put_in"; then
        case "$inner" in PWD) inner_zh=这个文件夹 inner_en="this folder" ;; *) inner_zh=$inner inner_en=$inner ;; esac
        stop "$inner_zh（$kept）在 $outer（$put_in）里面，放到那里会把它删掉；什么也没有做。请让两者分开" \
          "$inner_en ($kept) lies in $outer ($put_in), and would be deleted as that is replaced; nothing was done. Keep the two apart"
      fi
    done
  done
}

listed() { # PLACE: the names of what lies there, one a line; none where there is no such folder
  status=0
  LC_ALL=C rsync --list-only --8-bit-output "$1/" > "$notes/told" 2> "$notes/wrong" || status=$?
  if [ "$status" = 23 ] && answered '(2)$'; then return 0; fi
  if [ "$status" != 0 ]; then unseen "$1"; fi
  sed -n 's/^[^ ]* *[^ ]* [^ ]* [^ ]* //p' "$notes/told"
}

unclaimed() { # VARIABLE PLACE FROM: stops where files of something else lie there, for they would be deleted
  if is_feeds "$2"; then
    [ "$1" = CARE_SITE ] || return 0
    strange=.aftercare
  else
    listed "$2" > "$notes/there"
    if [ "$1" = CARE_SITE ] && grep -q -x -F .aftercare "$notes/there"; then return 0; fi
    listed "$3" > "$notes/ours"                # what broke off on its way there, before it had its marker
    printf '.\n.~tmp~\n' >> "$notes/ours"
    strange=$(grep -v -x -F -f "$notes/ours" "$notes/there" | head -n 1)
  fi
  if [ -n "$strange" ]; then
    stop "$2 里有别的文件（如 $strange），放到那里会把它们删掉；什么也没有放。${1:+写错了请改 $1，没有写错}请先把它们移走" \
      "files of something else lie in $2 (such as $strange), and would be deleted there; nothing was put anywhere. Move them away first${1:+, or correct $1 if it is mistyped}"
  fi
}

unseen() { # PLACE: stops, for what lies there is not known, and nothing may rest upon a guess
  find_why
  stop "看不到 $1：$why_zh。什么也没有改，请再运行一次" "nobody can look into $1: $why_en. Nothing was changed; run this again"
}

fitting() { # what aftercare build may be given, but for what the script says itself
  for option in "$@"; do
    case "$option" in
      -h | --help) usage ;;
      --output* | --previous* | --root*)
        stop "这里不能写 ${option%%=*}：生成到哪里、接着什么、是哪家公司，都由 care.sh 定；什么也没有做。要另外生成，请直接用 aftercare build" \
          "${option%%=*} cannot be given here: care.sh itself says where to build, upon what, and of which company; nothing was done. To build elsewhere, use aftercare build" ;;
    esac
  done
}

emptied() { # what the last build left in its folder goes; whatever else lies there stays
  strange=
  if [ -d "$out" ]; then
    strange=$(ls -A "$out" | grep -v -x -e feeds -e site -e site-staff -e feeds-index.csv -e '\..*' | head -n 1)
  fi
  if [ -n "$strange" ]; then
    stop "$out 里有别的文件（如 $strange），生成时会把它们删掉；什么也没有做。请把 CARE_OUTPUT 写成一个空文件夹，或不写" \
      "files of something else lie in $out (such as $strange), and would be deleted by building there; nothing was done. Name an empty folder as CARE_OUTPUT, or none"
  fi
  { rm -rf "$out" && mkdir -p "$out"; } 2> "$notes/wrong" ||
    stop "不能在 $out 里生成，什么也没有做；请检查磁盘和权限（原话：$(head -n 1 "$notes/wrong")）" \
      "nothing can be built in $out, and nothing was done; check the disk and who may write there ($(head -n 1 "$notes/wrong"))"
}

day_of() { # FEEDS: the day that they were built for, where the company is
  sed -n 's/^"as_of": "\([0-9-]*\)".*/\1/p' "$1/.aftercare" | head -n 1
}

copy() { # FROM TO: as $1 has it; what went is counted in $files, $changed and $removed, without the program's marker
  status=0
  LC_ALL=C rsync --archive --checksum --delete --delay-updates --mkpath --stats --no-human-readable --out-format='%i %n' \
    "$1/" "$2/" > "$notes/told" 2> "$notes/wrong" || status=$?
  files=$(counted 'Number of files: .*reg: ')
  for place in "$1" "$2"; do
    if [ -f "$place/.aftercare" ]; then files=$((files - 1)) && break; fi
  done
  changed=$(grep '^[<>]f' "$notes/told" | grep -c -v ' \.aftercare$') || :
  removed=$(counted 'Number of deleted files: .*reg: ')
  return "$status"
}

counted() { # WHAT: the number behind it in what rsync told, 0 where there is none
  number=$(sed -n "s/^$1\([0-9]*\).*/\1/p" "$notes/told" | head -n 1)
  printf '%s\n' "${number:-0}"
}

copied() { # CHINESE ENGLISH FROM TO: of what is no publication nothing is told to have changed
  say "$1：$3 → $4，共 $files 个文件" "$2: $3 → $4, files: $files"
}

went() { # CHINESE ENGLISH FROM TO: what was put in place, and how much of what people see is another than before
  say "$1：$3 → $4，共 $files 个文件，有变化的 $changed 个，删去 $removed 个" \
    "$2: $3 → $4, files: $files, changed: $changed, removed: $removed"
}

because() { # CHINESE ENGLISH
  why_zh=$1
  why_en=$2
}

answered() { # PATTERN: whether rsync, or ssh for it, said so
  grep -q -e "$1" "$notes/wrong"
}

find_why() { # why rsync failed, by its status and by the number of the system's error at the end of a line
  if answered '(28)$' || answered '(122)$'; then
    because "那里的磁盘满了；请腾出空间" "the disk there is full; make room"
  elif answered '(30)$'; then
    because "那里的磁盘是只读的；请检查磁盘" "the disk there cannot be written; have it looked at"
  elif answered '(13)$' || answered '(1)$'; then
    because "没有权限；请检查那里的文件夹归谁、谁可以写" "permission is denied; check whose the folder there is and who may write it"
  elif answered 'Permission denied (' || answered 'Too many authentication failures'; then
    because "那台主机不让登录；请检查 SSH 密钥" "the host lets nobody in; check the SSH key"
  elif answered 'Host key verification failed'; then
    because "还不认识那台主机；请先用 ssh 登录一次，核对并记下它" "the host is not known here yet; log in by ssh once, check it and have it remembered"
  elif answered 'resolve hostname' || answered 'Name or service not known'; then
    because "没有这台主机；请核对地址" "there is no such host; check the address"
  elif answered 'command not found' || answered 'rsync: not found' || [ "$status" = 127 ]; then
    because "那台主机上没有 rsync；请安装 3.2.3 或更新的版本" "there is no rsync on the host; install 3.2.3 or newer there"
  elif [ "$status" = 14 ] && answered 'ssh'; then
    because "这里没有 ssh；请安装" "there is no ssh here; install it"
  elif answered '(20)$' || answered '(17)$'; then
    because "那里有个同名的文件，不是文件夹；请核对地址" "a file lies there in the place of a folder; check the address"
  elif answered '(2)$'; then
    because "没有这个文件夹；请核对地址" "there is no such folder; check the address"
  else
    case $status in
      255 | 5 | 10 | 12 | 30 | 35) because "连不上那台主机；请检查网络和地址" "the host cannot be reached; check network and address" ;;
      24) because "复制时有文件不见了，可能另有人在写；请等一等" "files went away meanwhile, perhaps somebody else was writing; wait a little" ;;
      20) because "中途被打断" "it was interrupted" ;;
      *) because "rsync 出错" "rsync failed" ;;
    esac
  fi
  said=$(grep -v -e '^ *$' "$notes/wrong" | head -n 1)
  why_zh="$why_zh（rsync 状态 $status${said:+，原话：$said}）"
  why_en="$why_en (rsync ended with $status${said:+: $said})"
}

put() { # CHINESE ENGLISH FROM TO [copied]: what was built into its place
  if ! copy "$3" "$4"; then
    find_why
    stop "$1放不到 $4：$why_zh。已放好的：${placed_zh:-没有}；改好再运行一次，中途断了不要紧" \
      "$2 cannot be put into $4: $why_en. In place already: ${placed_en:-nothing}; mend it and run this again, no harm is done"
  fi
  "${5:-went}" "$1" "$2" "$3" "$4"
  placed_zh=${placed_zh:+$placed_zh、}$1
  placed_en=${placed_en:+$placed_en, }$2
}

is_marked() { # FOLDER: whether calendars lie there, by what the program's marker says of them: a site has one, too
  [ -f "$1/.aftercare" ] && grep -q -e '^"as_of":' -e '^"[^/"]*\.ics":' "$1/.aftercare"
}

is_feeds() { # PLACE: whether a publication's calendars lie there
  case "$1" in
    *:*) ;;
    *) is_marked "$1" && return 0 || return 1 ;;
  esac
  status=0
  LC_ALL=C rsync --archive "$1/.aftercare" "$notes/" > "$notes/told" 2> "$notes/wrong" || status=$?
  if [ "$status" = 0 ]; then is_marked "$notes" && return 0 || return 1; fi
  if [ "$status" = 23 ] && answered '(2)$'; then return 1; fi
  unseen "$1"
}

fetch() { # the calendars published last, into FOLDER; without them nothing is built
  if ! is_feeds "$CARE_FEEDS"; then
    stop "在 $CARE_FEEDS 取不到上次发布的日历，什么也没有生成。地址写错了请改 CARE_FEEDS；日历丢了用备份恢复（sh care.sh restore 备份）；从来没有发布过，用 CARE_FIRST=yes" \
      "the calendars published last cannot be fetched from $CARE_FEEDS; nothing was built. Correct CARE_FEEDS if it is mistyped; restore a copy if they are lost (sh care.sh restore BACKUP); say CARE_FIRST=yes if nothing was ever published"
  fi
  if ! copy "$CARE_FEEDS" "$1"; then
    find_why
    stop "从 $CARE_FEEDS 取上次发布的日历没有取完，什么也没有生成：$why_zh。请再运行一次" \
      "the calendars published last were not fetched whole from $CARE_FEEDS; nothing was built: $why_en. Run this again"
  fi
  copied "上次发布的日历" "the calendars published last" "$CARE_FEEDS" "$1"
}

missed() { # LAST DAY: a note where a night lies between the two: the days roll on each night
  nights=$(python3 -c 'import sys, datetime; a, b = map(datetime.date.fromisoformat, sys.argv[1:]); print((b - a).days)' "$1" "$2") || return 0
  if [ "$nights" -gt 1 ]; then
    say "上次发布是 $1，漏了 $((nights - 1)) 夜" "published last on $1, nights that were missed: $((nights - 1))"
  fi
}

must_be_first() { # whoever leaves CARE_FIRST set would forget each night what people were told
  if is_feeds "$CARE_FEEDS"; then
    stop "$CARE_FEEDS 里已经有日历，什么也没有生成；从现在起请去掉 CARE_FIRST（和 --first）" \
      "calendars are in place already in $CARE_FEEDS; nothing was built. Leave CARE_FIRST (and --first) out from now on"
  fi
}

publish() { # what aftercare build may be given
  fitting "$@"
  places site
  again=publish
  last=
  first=${CARE_FIRST:-}
  for option in "$@"; do if [ "$option" = --first ]; then first=given; fi; done
  if [ "$first" = yes ]; then set -- "$@" --first; fi
  if [ -n "$first" ]; then
    must_be_first
    emptied
  else
    emptied
    fetch "$out/feeds"
    last=$(day_of "$out/feeds")
  fi
  build_and_put "$@"
}

build_and_put() { # what aftercare build is given beside what the environment says; it builds upon the calendars in $out
  for word in ${CARE_ACCEPT:-}; do set -- "$@" --accept "$word"; done
  if [ -n "${CARE_DATE:-}" ]; then set -- "$@" --as-of "$CARE_DATE" --now "$CARE_DATE 12:00"; fi
  # what it counts as changed is so against $out, which is new; what is so for people is counted as it is put in place
  aftercare build --output "$out" "$@" > /dev/null ||
    stop "没有发布，原来的都还在。上面如果说用 --accept 什么，写在后面：sh care.sh $again --accept …（CI 里设一次 CARE_ACCEPT）" \
      "nothing was published, and what was is as it was. Where --accept is advised above, it stands behind: sh care.sh $again --accept … (in CI: CARE_ACCEPT, for one run)"
  day=$(day_of "$out/feeds") # where the company is: this machine may be in another zone
  if [ -n "$last" ]; then missed "$last" "$day"; fi
  unclaimed CARE_SITE "$CARE_SITE" "$out/site"
  unclaimed CARE_FEEDS "$CARE_FEEDS" "$out/feeds"
  if [ -n "${CARE_BACKUP:-}" ]; then
    unclaimed CARE_BACKUP "$CARE_BACKUP/$day" "$out/feeds"
    put "日历的备份" "a copy of the calendars" "$out/feeds" "$CARE_BACKUP/$day" copied
  fi
  put "日历" "calendars" "$out/feeds" "$CARE_FEEDS"
  put "网站" "site" "$out/site" "$CARE_SITE"
  published
}

published() { # what is in place now, and at which addresses people find it
  site_url=$(told_of site_url)
  feeds_url=$(told_of feeds_url)
  say "已发布${site_url:+；网站：$site_url}${feeds_url:+；日历：$feeds_url}" \
    "published${site_url:+; site: $site_url}${feeds_url:+; calendars: $feeds_url}"
  if [ -f "$out/feeds-index.csv" ]; then
    say "每位客户、技术员的日历地址：$out/feeds-index.csv（知道地址就能看，请勿公开）" \
      "the address of each customer's and technician's calendar: $out/feeds-index.csv (whoever knows one can read it: keep it to yourselves)"
  fi
}

told_of() { # KEY: what the company's file says of it
  [ ! -f definitions/company.yaml ] || sed -n "s/^$1: *[\"']\{0,1\}\([^\"'# ]*\).*/\1/p" definitions/company.yaml | head -n 1
}

copies() { # FOLDER: the latest copies of calendars in it, one a line
  for copy in "$1"/*; do
    if is_marked "$copy"; then printf '%s\n' "$copy"; fi
  done | tail -n 5
}

restore() { # a copy of the calendars: built upon like those published last, which stay until all is built
  backup=$1
  again="restore $backup"
  last=
  shift
  fitting "$@"
  places site
  if within "$backup" "$out"; then
    stop "$backup 在 $out 里，生成前会清空它；什么也没有改。请先把它复制到别处，再用那一份" \
      "$backup lies in $out, which is emptied before anything is built; nothing was changed. Copy it elsewhere first, and name that"
  fi
  if ! is_feeds "$backup"; then
    found=$(copies "$backup")
    found=$(printf '%s' "${found:-$(copies "$(dirname -- "$backup")")}" | paste -s -d ' ' -)
    stop "$backup 里没有日历的备份，什么也没有改${found:+；那里有：$found}。请核对名称（每天一个文件夹，如 备份/2026-11-26）" \
      "$backup is no copy of the calendars; nothing was changed${found:+; there are: $found}. Check its name (a folder for each day, such as BACKUP/2026-11-26)"
  fi
  emptied
  if ! copy "$backup" "$out/feeds"; then
    find_why
    stop "$backup 没有取完，什么也没有改：$why_zh。请再运行一次" "$backup was not fetched whole; nothing was changed: $why_en. Run this again"
  fi
  copied "备份的日历" "the copy of the calendars" "$backup" "$out/feeds"
  build_and_put --accept restored "$@" # people were told more since: all of it is told again, under higher numbers
}

comment() {
  status=0
  problems=$(aftercare check 2>&1) || status=$?
  printf '### aftercare check\n\n```\n%s\n```\n\n' "$problems"
  if [ "$status" -eq 0 ]; then printf '### aftercare diff\n\n' && aftercare diff "$1" --format markdown; fi
  return "$status"
}

revision() {
  needs "$1" "还要写与哪个版本比较，如 sh care.sh $command HEAD" "say which revision to compare with, as in sh care.sh $command HEAD"
}

command=${1:-}
if [ $# -gt 0 ]; then shift; fi
if [ -n "$command" ] && ! command -v aftercare > /dev/null; then
  stop "找不到 aftercare；请先安装它，或进入装它的环境（如 . .venv/bin/activate）" \
    "aftercare is not found; install it, or enter the environment that has it (such as . .venv/bin/activate)"
fi
case "$command" in
  check | diff | comment | publish | restore | feeds)
    [ -d definitions ] || stop "这里（$PWD）不是公司的文件夹，没有 definitions/，什么也没有做；请先用 cd 进入那个文件夹" \
      "this ($PWD) is not the company's folder, for there is no definitions/; nothing was done. Go there first, with cd" ;;
esac
case "$command" in
  check) aftercare check "$@" ;;
  diff) revision "${1:-}" && aftercare diff --format markdown "$@" ;;
  comment) revision "${1:-}" && comment "$1" ;;
  publish) publish "$@" ;;
  restore)
    needs "${1:-}" "还要写用哪一份备份，如 sh care.sh restore 备份/2026-11-26" "say which copy, as in sh care.sh restore BACKUP/2026-11-26"
    restore "$@" ;;
  feeds)
    places
    unclaimed "" feeds "$CARE_FEEDS"
    fetch feeds ;;
  *)
    if [ -n "$command" ]; then say "没有 $command 这个命令；用法：" "there is no command $command; what there is:"; fi
    usage ;;
esac
