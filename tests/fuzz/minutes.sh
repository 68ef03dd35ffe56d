#!/bin/bash
# minutes.sh TREE [SECONDS]: fuzzes each target for a while, starting from its
# corpus.  What it finds stays in TREE/found/ with the words of the sanitizer.
set -u
here=$(dirname "$(readlink -f "$0")")
tree=$1 seconds=${2:-60}
passed=0 failed=0
mkdir -p "$tree/found"
for program in "$tree"/tests/fuzz_*; do
    [ -f "$program" ] && [ -x "$program" ] || continue
    name=$(basename "$program")
    grown=$tree/corpus/${name#fuzz_} # kept between runs, so that the next goes on from here
    mkdir -p "$grown"
    if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        -artifact_prefix="$tree/found/$name-" "$grown" "$here/corpus/${name#fuzz_}" >"$tree/found/$name.log" 2>&1; then
        passed=$((passed + 1))
        sed -n "s/^stat::number_of_executed_units: */$name: inputs tried: /p" "$tree/found/$name.log"
    else
        failed=$((failed + 1))
        tail -40 "$tree/found/$name.log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
