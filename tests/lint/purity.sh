#!/bin/bash
# purity.sh [ROOT [TREE]]: the objects of the PURE folders need nothing but each
# other, the C library's memory and string basics, and what compilers add.
set -u
cd "${1:-$(dirname "$0")/../..}" || exit 1
tree=${2:-build-test/release}
allowed='mem(cpy|move|set|cmp|chr)|str(len|n?cmp|n?len|chr|rchr|str|spn|cspn|pbrk)|v?snprintf|(m|c|re)alloc|free|abort|qsort|bsearch'
support='__assert_fail|__stack_chk_fail|__v?snprintf_chk|__mem(cpy|move|set)_chk|_GLOBAL_OFFSET_TABLE_|bcmp'
passed=0 failed=0

mapfile -t objects < <(find "$tree"/src/{base,model,plan,letter,word} -name '*.o' 2>/dev/null | sort)
own=$(nm -g --defined-only "${objects[@]}" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u)
for object in "${objects[@]}"; do
    needs=$(nm -u "$object" | awk '{ print $2 }' | sort -u)
    foreign=$(comm -23 <(echo "$needs") <(echo "$own") | grep -vxE "$allowed|$support|")
    # Anything in a writable section outlives a call; .data.rel.ro is constant once the program is loaded.
    state=$(objdump -t "$object" | grep -E '[[:space:]](\.t?bss|\.t?data|\*COM\*)(\.[^[:space:]]*)?[[:space:]]' |
        grep -vE '[[:space:]]\.data\.rel\.ro|[[:space:]]d[[:space:]]+\.' | awk '{ print $NF }')
    if [ -n "$foreign$state" ]; then
        echo "${object#"$tree"/}:${foreign:+ needs }${foreign//$'\n'/, }${state:+ keeps state in }${state//$'\n'/, }"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
done
[ "${#objects[@]}" -gt 0 ] || { echo "no objects in $tree: build it first"; failed=1; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
