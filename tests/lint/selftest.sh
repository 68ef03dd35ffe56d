#!/bin/bash
# A lint that cannot fail is worth nothing: each gets a small tree that is in
# order, and must pass it; then one fault at a time, and must find it.
set -u
lints=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

fresh() { # a tree in order
    rm -rf "$work/t"
    mkdir -p "$work/t"/{src/{base,model,sys,cli},tests/{lint,unit}}
    cd "$work/t" || exit 1
    cp "$lints/../../.clang-format" .
    echo "'main.c' 'hearback'" >meson.build
    echo "# tests" >tests/meson.build
    module base abc '#include <string.h>' 'int abc_f(int a)
{
    return a + 1;
}'
    module model def '#include "base/abc.h"' 'int def_f(int a)
{
    return abc_f(a);
}'
    module sys clock '#include <time.h>' 'long clock_f(void)
{
    return (long)time(NULL);
}'
}

module() { # folder, name, includes, body
    guard=$(echo "$1_$2_H" | tr a-z A-Z)
    printf '#ifndef %s\n#define %s\n%s\n#endif\n' "$guard" "$guard" "$(echo "$4" | grep '^[a-z].*(' | sed 's/$/;/')" >"src/$1/$2.h"
    printf '#include "%s/%s.h"\n\n%s\n\n%s\n' "$1" "$2" "$3" "$4" >"src/$1/$2.c"
    echo "'$2.c'" >>"src/$1/meson.build"
    echo "| $2.h, $2.c | sample |" >>"src/$1/README.md"
}

compile() { # into a tree as Meson lays it out
    for source in src/*/*.c; do
        folder=$(basename "$(dirname "$source")")
        mkdir -p "tree/src/$folder/lib$folder.a.p"
        gcc -fPIC -Isrc -c "$source" -o "tree/src/$folder/lib$folder.a.p/$(basename "$source").o" || exit 1
    done
}

run_lint() {
    case $1 in purity.sh | symbols.sh) compile && "$lints/$1" "$work/t" tree ;; *) "$lints/$1" "$work/t" ;; esac
}

expect() { # lint, what is wrong ("" for nothing), what its answer must contain
    answer=$(run_lint "$1" 2>&1)
    status=$?
    if { [ -z "$2" ] && [ $status = 0 ]; } || { [ -n "$2" ] && [ $status != 0 ] && [[ $answer == *"$3"* ]]; }; then
        passed=$((passed + 1))
    else
        printf '%s, given %s, ended with %s and said:\n%s\n' "$1" "${2:-a tree in order}" $status "$answer"
        failed=$((failed + 1))
    fi
    cd "$work" && fresh
}

fresh
for lint in layers.py tidy.py sizes.py clock.sh format.sh cppcheck.sh purity.sh symbols.sh; do expect $lint "" ""; done

module base up '#include "model/def.h"' 'int up_f(void);'
expect layers.py "an include of a higher layer" "must not include model/def.h"
module model io '#include "sys/clock.h"' 'int io_f(void);'
expect layers.py "a pure folder that includes sys/" "model/io.c"
module model io '#include <unistd.h>' 'int io_f(void);'
expect layers.py "a system header in a pure folder" "<unistd.h>"
module cli db '#include <sqlite3.h>' 'int db_f(void);'
expect layers.py "a library outside its fence" "<sqlite3.h>"
sed -i '1p' src/base/abc.c
expect layers.py "an include twice" "twice"
echo >src/base/meson.build
expect layers.py "a source that is not built" "not listed"
echo 'int main(void);' >tests/unit/test_abc.c
expect layers.py "a test that is not built" "tests/unit/test_abc.c"

rm src/model/README.md
expect tidy.py "a folder without README" "no README.md"
echo "nothing" >src/model/README.md
expect tidy.py "a README that forgets a file" "def"
echo "see /""root/x/y" >NOTES.md
expect tidy.py "a place of this machine" "NOTES.md:1"
host=registry && echo "curl https://$host.example.org/x" >get.sh
expect tidy.py "a host of packages" "get.sh:1"
sed -i 1d src/base/abc.h
expect tidy.py "an unguarded header" "guarded"

{ echo "int abc_g(void)" && echo "{" && seq -f '    abc_f(%g);' 100 && echo "}"; } >>src/base/abc.c
expect sizes.py "a function of 103 lines" "src/base/abc.c:9"
seq -f '/* %g */' 601 >>src/base/abc.c
expect sizes.py "a file of 607 lines" "more than 600"
seq -f '/* %g */' 300 | tee -a src/base/abc.c src/base/abc.h src/model/def.c src/model/def.h >/dev/null
expect sizes.py "files that are mostly long" "median"

sed -i 's/return a/return (int)time(0) + a/' src/base/abc.c
expect clock.sh "a clock in base/" "src/base/abc.c"
sed -i 's/return a/return   a/' src/base/abc.c
expect format.sh "a file not formatted" "src/base/abc.c"
sed -i 's/return a + 1/int b[2] = {0}; return b[2] + a/' src/base/abc.c
expect cppcheck.sh "an index out of bounds" "src/base/abc.c"

module model env '#include <stdlib.h>' 'int env_f(void)
{
    return getenv("X") != NULL;
}'
expect purity.sh "a call of getenv in a pure folder" "needs getenv"
module model state '' 'int state_f(void)
{
    static int n;
    return n++;
}'
expect purity.sh "a static variable in a pure folder" "keeps state in n"
module model odd '' 'int other_f(void)
{
    return 1;
}'
expect symbols.sh "a name that is not the module's" "other_f"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
