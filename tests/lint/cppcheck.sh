#!/bin/bash
# cppcheck.sh [ROOT]: cppcheck finds nothing in src/ that tests/lint/cppcheck.txt does not excuse.
set -u
cd "${1:-$(dirname "$0")/../..}" || exit 1
command -v cppcheck >/dev/null || { echo "0 passed, 0 failed, 1 skipped"; exit 0; }
cache=build-test/cppcheck
mkdir -p $cache
excuses=tests/lint/cppcheck.txt
cppcheck -q -j2 --cppcheck-build-dir=$cache --enable=warning,performance,portability --std=c11 --inline-suppr \
    $([ -f $excuses ] && echo "--suppressions-list=$excuses") -D_GNU_SOURCE -Isrc \
    --template='{file}:{line}: {severity}: {message} [{id}]' src >$cache/found 2>&1
cat $cache/found
files=$(find src -name '*.c' | wc -l)
bad=$(grep -oE '^src/[^:]*' $cache/found | sort -u | wc -l)
[ "$bad" = 0 ] && [ -s $cache/found ] && bad=1
echo "$((files - bad)) passed, $bad failed"
[ "$bad" = 0 ]
