#!/bin/sh
# What continuous integration runs; any of its kind can.
#   sh care.sh check            every problem, status 1 if there is one
#   sh care.sh diff REVISION    what this edit does, as Markdown for a merge request
#   sh care.sh build            site/ and feeds/; feeds/ as published last must lie there first, for they are continued
set -eu
case "${1:-}" in
  check) aftercare check ;;
  diff) aftercare diff "$2" --format markdown ;;
  build) aftercare build ;;
  *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
