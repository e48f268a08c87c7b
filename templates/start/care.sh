#!/bin/sh
# What continuous integration runs; any of its kind can, and so can you.
#   sh care.sh check              every problem, status 1 if there is one
#   sh care.sh diff REVISION      what this edit does, as Markdown
#   sh care.sh comment REVISION   both in one text, for a merge request; status 1 if there is a problem
#   sh care.sh publish            fetch the feeds published last, build upon them, put site and feeds in place
#   sh care.sh restore BACKUP     put a copy of the feeds back in place, then publish
#   sh care.sh feeds              bring the feeds published last into feeds/ here: today, week, diff and notices go on from them
# What it is told by the environment:
#   CARE_SITE, CARE_FEEDS   where the site and the feeds lie: a folder, or host:folder for rsync
#   CARE_BACKUP             where each publication keeps a copy of the feeds, a folder for each day (may be left out)
#   CARE_FIRST=yes          there are no feeds yet: the first publication, and no other
#   CARE_DATE               publish as of that day (for tests)
#   AFTERCARE_SECRET        the company's secret, made once and kept with the passwords:
#                           python3 -c "import secrets; print(secrets.token_urlsafe(32))"
set -eu

out=${CARE_OUTPUT:-.care}

say() { printf '%s\n' "$*" >&2; }

copy() { rsync --archive --delete --delay-updates --mkpath "$1/" "$2/"; }

fetch() { # the feeds published last, into $out/feeds; without them nothing is built
  rm -rf "$out"
  mkdir -p "$out/feeds"
  if ! copy "$1" "$out/feeds" || [ ! -f "$out/feeds/.aftercare" ]; then
    say "care.sh: the feeds published last cannot be fetched from $1; nothing was built."
    say "care.sh: restore a copy (sh care.sh restore BACKUP), or say CARE_FIRST=yes if nothing was ever published."
    exit 1
  fi
}

missed() { # a note where a night was missed: the days roll on each night
  last=$(sed -n 's/^"as_of": "\([0-9-]*\)".*/\1/p' "$out/feeds/.aftercare" | head -n 1)
  [ -n "$last" ] || return 0
  today=${CARE_DATE:-$(date +%F)}
  nights=$(python3 -c 'import sys, datetime; a, b = map(datetime.date.fromisoformat, sys.argv[1:]); print((a - b).days)' "$today" "$last") || return 0
  if [ "$nights" -gt 1 ]; then say "care.sh: note: published last on $last, $((nights - 1)) night(s) were missed"; fi
}

must_be_first() { # whoever leaves CARE_FIRST set would forget each night what people were told
  there=$(mktemp -d)
  rsync --archive "$CARE_FEEDS/.aftercare" "$there/" 2> /dev/null || true
  if [ -f "$there/.aftercare" ]; then
    rm -rf "$there"
    say "care.sh: feeds are in place already in $CARE_FEEDS; nothing was built. Leave CARE_FIRST out from now on."
    exit 1
  fi
  rm -rf "$there"
}

publish() {
  : "${CARE_SITE:?say where the site lies}" "${CARE_FEEDS:?say where the feeds lie}"
  accept=
  if [ "${CARE_FIRST:-}" = yes ]; then
    must_be_first
    rm -rf "$out"
    mkdir -p "$out"
    accept=--first
  else
    fetch "$CARE_FEEDS"
    missed
  fi
  # shellcheck disable=SC2086
  aftercare build --output "$out" $accept ${CARE_DATE:+--as-of "$CARE_DATE" --now "$CARE_DATE 12:00"}
  if [ -n "${CARE_BACKUP:-}" ]; then copy "$out/feeds" "$CARE_BACKUP/${CARE_DATE:-$(date +%F)}"; fi
  copy "$out/feeds" "$CARE_FEEDS"
  copy "$out/site" "$CARE_SITE"
  say "care.sh: published"
}

comment() {
  status=0
  problems=$(aftercare check 2>&1) || status=$?
  printf '### aftercare check\n\n```\n%s\n```\n\n' "$problems"
  if [ "$status" -eq 0 ]; then printf '### aftercare diff\n\n' && aftercare diff "$1" --format markdown; fi
  return "$status"
}

case "${1:-}" in
  check) aftercare check ;;
  diff) aftercare diff "${2:?a revision}" --format markdown ;;
  comment) comment "${2:?a revision}" ;;
  publish) publish ;;
  restore) copy "${2:?a copy of the feeds}" "${CARE_FEEDS:?say where the feeds lie}" && publish ;;
  feeds) copy "${CARE_FEEDS:?say where the feeds lie}" feeds ;;
  *) sed -n '2,15p' "$0" >&2; exit 2 ;;
esac
