from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.collect.addresses import why_refused


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - a value, nothing is bound
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "2001::7f00:1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::",
        "2a00::5efe:a00:1",
        "2a00::200:5efe:7f00:1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_it_refuses_what_the_public_internet_cannot_reach(address: str) -> None:
    assert why_refused(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2a00:1450::1",
        "2606:4700::1111",
        "64:ff9b::8.8.8.8",
    ],
)
def test_it_lets_public_addresses_through(address: str) -> None:
    assert why_refused(ip_address(address)) == ""


@given(st.ip_addresses(v=4))
def test_nothing_that_python_calls_private_is_let_through(address: IPv4Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved or address.is_loopback:
        assert why_refused(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_gains_nothing_by_hiding_in_ipv6(address: IPv4Address) -> None:
    inner = int(address)
    hidden = [
        IPv6Address(inner),
        IPv6Address((0xFFFF << 32) | inner),
        IPv6Address((0x2002 << 112) | inner << 80),
    ]
    assert all(why_refused(each) for each in hidden)
    assert why_refused(IPv6Address((0x64FF9B << 96) | inner)) == why_refused(address)


@given(st.ip_addresses(v=6))
def test_only_global_unicast_and_nat64_are_let_through(address: IPv6Address) -> None:
    if not why_refused(address):
        assert int(address) >> 125 == 1 or int(address) >> 32 == 0x64FF9B << 64
