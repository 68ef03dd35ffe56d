#!/bin/bash
# symbols.sh [ROOT [TREE]]: foo.c in folder bar/ exports only foo_... and bar_...
# names (or those that symbol-reasons.txt grants it), main.c only main, and
# libhearback what its header declares.
set -u
cd "${1:-$(dirname "$0")/../..}" || exit 1
tree=${2:-build-test/release}
reasons=tests/lint/symbol-reasons.txt
passed=0 failed=0

check() { # what, and its faults, if any
    [ -z "$2" ] && passed=$((passed + 1)) && return
    echo "$1: exports" $2
    failed=$((failed + 1))
}

exported() { # the names each object or library exports: "path name"
    nm -A -g --defined-only "$@" 2>/dev/null | awk 'NF == 3 && $3 !~ /^__(asan|ubsan|odr)/ { sub(/:.*/, "", $1); print $1, $3 }'
}

mapfile -t objects < <(find "$tree/src" "$tree/hearback.p" -name '*.c.o' 2>/dev/null | sort)
names=$(exported "${objects[@]}")
for object in "${objects[@]}"; do
    file=$(basename "$object" .c.o)
    file=${file#src_cli_}
    folder=$(basename "$(dirname "$(dirname "$object")")")
    [ "$file" = main ] && folder=cli
    granted=$(sed -nE "s,^$folder/($file\.c)?: *([^ ]*).*,\2,p" $reasons 2>/dev/null | paste -sd '|')
    check "$folder/$file.c" "$(sed -n "s,^$object ,,p" <<<"$names" | grep -vxE "(${file//-/_}|${folder}${granted:+|$granted})(_.*)?")"
done

names=$tree/src/plan/hearback.names
for library in "$tree"/src/plan/libhearback.{so,a}; do
    [ -e "$names" ] || continue
    [ "${library##*.}" = so ] && dynamic=-D || dynamic=
    has=$(nm $dynamic -g --defined-only "$library" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u)
    check "${library##*/}, beyond its header," "$(comm -23 <(echo "$has") <(sort "$names"))"
    check "${library##*/}, all but what its header has:" "$(comm -13 <(echo "$has") <(sort "$names"))"
done
[ $((passed + failed)) -gt 0 ] || { echo "no objects in $tree: build it first"; failed=1; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
