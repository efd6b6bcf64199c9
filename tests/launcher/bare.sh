#!/bin/sh
# Proves the two commands of the README on a bare Debian 12: debootstrap, python3 from apt, a fresh clone, nothing
# else. Needs root, debootstrap, git and the network; takes some minutes and 2 GB. The mirror, proxies, certificates
# and pip's settings are this machine's own, read when it runs.
#
#   tests/launcher/bare.sh [COMMAND ...]    each COMMAND is one line for ./curbcut; default: build, then test
#
# BARE_SOURCE   repository to clone (default: this one)      BARE_ROOT   folder of the system, kept and used again
# BARE_MIRROR   Debian mirror (default: what apt uses here)
set -eu

# A mount namespace of our own: whatever is mounted below goes away with this script.
if [ -z "${BARE_INSIDE:-}" ]; then
    exec unshare --mount --propagation private env BARE_INSIDE=1 sh "$0" "$@"
fi
[ $# -gt 0 ] || set -- build test

project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
system=${BARE_ROOT:-$(mktemp -d)}
chmod 755 "$system" 2>/dev/null || true  # mktemp's 700 would lock out everybody but root
[ -n "${BARE_ROOT:-}" ] || trap 'umount -l "$system/proc" "$system/dev" 2>/dev/null || true; rm -rf -- "$system"' EXIT
home=/home/坡道/curbcut

step() { printf '\n== %s s  %s\n' "$(($(date +%s) - began))" "$*"; }
began=$(date +%s)

mirror=${BARE_MIRROR:-}
if [ -z "$mirror" ] && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2016 # apt's own placeholders
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
        awk '$1 == "Debian" && $2 == "bookworm" { print $3; exit }')
fi

if ! [ -e "$system/etc/debian_version" ]; then
    step "debootstrap minbase bookworm"
    debootstrap --variant=minbase bookworm "$system" ${mirror:+"$mirror"} >"$system.log" 2>&1 || {
        tail -n 20 "$system.log"
        exit 1
    }
    rm -f "$system.log"
fi

# What this machine needs to reach the network, nothing more.
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.npmrc" \
    $(grep -liE 'proxy|Acquire::https?' /etc/apt/apt.conf.d/* 2>/dev/null); do
    if [ -e "$file" ]; then
        place=$system/root${file#"$HOME"}
        [ "$file" != "${file#"$HOME"}" ] || place=$system$file
        mkdir -p "$(dirname "$place")"
        cp -L "$file" "$place"
    fi
done
# Under a name of its own: the package ca-certificates writes the usual file anew.
certificates=/etc/ssl/bare.crt
mkdir -p "$system/etc/ssl"
cat "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" >"$system$certificates"

mount -t proc proc "$system/proc"
mount --bind /dev "$system/dev"
mount -t tmpfs shm "$system/dev/shm"

# inside COMMAND ...: in the bare system, with an environment as empty as a service's.
inside() {
    # shellcheck disable=SC2046 # settings are words
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CI=true \
        $(env | grep -iE '^((https?|no|all)_proxy|(pip|npm_config)_[a-z_]*)=') PIP_CERT=$certificates SSL_CERT_FILE=$certificates NODE_EXTRA_CA_CERTS=$certificates \
        chroot "$system" "$@"
}

if ! [ -x "$system/usr/bin/python3" ]; then
    step "apt-get install python3"
    inside sh -c 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3' \
        >/dev/null 2>&1
fi
inside python3 --version

step "git clone"
rm -rf "${system:?}$home"
mkdir -p "$(dirname "$system$home")"
git -c safe.directory='*' clone --quiet --no-hardlinks "${BARE_SOURCE:-$project}" "$system$home"

if ! [ -e "$system/usr/lib/python3.11/ensurepip" ]; then
    step "without rights: says what to type, exits 3"
    chown -R 65534 "$system$home"
    code=0
    inside setpriv --reuid=65534 --regid=65534 --clear-groups "$home/curbcut" --help </dev/null || code=$?
    chown -R 0 "$system$home"
    [ $code = 3 ] || { echo "expected exit code 3, got $code"; exit 1; }
fi

for command in "$@"; do
    step "./curbcut $command"
    # shellcheck disable=SC2016,SC2086 # a command line is words
    inside sh -c 'cd "$0" && exec ./curbcut "$@"' "$home" $command </dev/null
    step "again: ./curbcut --version"
    inside "$home/curbcut" --version </dev/null
done
step "done"
