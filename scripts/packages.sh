# need_packages PURPOSE PACKAGE...: makes sure that Debian packages are
# installed; says what it is about to install.  Sourced by ./run and ./test.

missing_packages() {
    for package in "$@"; do
        case "$installed" in
            *"
$package "*) ;;
            *) printf ' %s' "$package" ;;
        esac
    done
}

need_packages() {
    purpose=$1
    shift
    command -v dpkg-query >/dev/null || return 0 # not a Debian: the build will name what it misses
    installed="
$(dpkg-query -W -f '${db:Status-Abbrev}${Package} \n' "$@" 2>/dev/null | sed -n 's/^ii *//p')"
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0

    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo
        if ! command -v sudo >/dev/null; then
            echo "hearback: $purpose needs Debian packages that only root may install. As root, please run:" >&2
            echo "    apt-get install$missing" >&2
            return 1
        fi
    fi
    echo "hearback: $purpose needs these Debian packages, which will now be installed:$missing" >&2
    log=$(mktemp)
    # A list of packages that cannot be fetched anew is no reason to stop: the old one may do.
    $as_root apt-get -q update >"$log" 2>&1 </dev/null || true
    if ! $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qy install --no-install-recommends $missing >>"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        echo "hearback: the packages could not be installed (see above); without them $purpose cannot go on." >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}
