#!/bin/sh
# clock.sh [ROOT]: the clock and the machine's own zone are read in src/sys/clock.c and nowhere else.
set -u
cd "${1:-$(dirname "$0")/../..}" || exit 1
call='\<(time|clock_gettime|clock|gettimeofday|timespec_get|ftime|localtime|localtime_r|mktime|tzset|g_get_real_time|g_get_monotonic_time|g_date_time_new_now[a-z_]*|g_time_zone_new_local)\(|julianday\([^)]*now|datetime\([^)]*now|CURRENT_TIMESTAMP'
passed=0 failed=0
for file in $(find src -name '*.[ch]' ! -path src/sys/clock.c | sort); do
    # Comments may speak of time (as here); strings count, as SQL can read the clock too.
    if found=$(sed 's|//.*||; s|/\*.*\*/||; /^ \* /d; /^\/\*/d' "$file" | grep -nE "$call"); then
        echo "$file: reads the clock: $found"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
