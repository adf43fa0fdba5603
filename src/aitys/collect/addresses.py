"""Which IP addresses may be connected to: only those the public internet can reach.

Source of the table: IANA's special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its
successors). Written out here because `ipaddress.is_global` changed its mind between Python's patch releases.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

_REFUSED_4 = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared behind a provider's NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relays"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarks"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

_REFUSED_6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4 inside IPv6"),
        ("::ffff:0:0/96", "IPv4 inside IPv6"),
        ("::ffff:0:0:0/96", "IPv4 inside IPv6"),
        ("2001::/32", "Teredo: IPv4 inside IPv6"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4: IPv4 inside IPv6"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)

_GLOBAL_UNICAST = IPv6Network("2000::/3")
# A network without IPv4 reaches every IPv4 host through this prefix, so here the inner address decides.
_NAT64 = IPv6Network("64:ff9b::/96")
# ISATAP writes an IPv4 address behind these four bytes, in any network.
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


def why_refused(address: IPv4Address | IPv6Address) -> str:
    """Why nobody may connect to `address`, in a word or two; empty when anybody may."""
    if isinstance(address, IPv4Address):
        return next((why for network, why in _REFUSED_4 if address in network), "")
    if address in _NAT64:
        return why_refused(IPv4Address(int(address) & 0xFFFFFFFF))
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return "ISATAP: IPv4 inside IPv6"
    listed = next((why for network, why in _REFUSED_6 if address in network), "")
    return listed or ("" if address in _GLOBAL_UNICAST else "reserved")
