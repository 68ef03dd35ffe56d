#!/bin/bash
# format.sh [ROOT]: every C file is as clang-format would write it.
set -u
cd "${1:-$(dirname "$0")/../..}" || exit 1
command -v clang-format-14 >/dev/null || { echo "0 passed, 0 failed, 1 skipped"; exit 0; }
mapfile -t files < <(find src tests bench -name '*.[ch]' 2>/dev/null | sort)
bad=$(clang-format-14 --style=file --dry-run -Werror "${files[@]}" 2>&1 | grep -oE '^[^ :]+\.[ch]:' | sort -u)
[ -z "$bad" ] || sed 's|\(.*\):|\1: not formatted; run clang-format-14 -i \1|' <<<"$bad"
failed=$(grep -c . <<<"$bad")
echo "$((${#files[@]} - failed)) passed, $failed failed"
[ "$failed" = 0 ]
