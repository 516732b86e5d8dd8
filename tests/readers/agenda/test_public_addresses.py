"""Only machines of the public internet are asked."""

from __future__ import annotations

import pytest

from wegwijzer.readers.agenda.public_addresses import is_public

CLOSED = """
127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 169.254.0.1 100.64.0.1
192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 fec0::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a9fe:a9fe:: 2001:0:4136:e378::1 ::127.0.0.1
100::1 5f00::1 localhost 0x7f000001 127.1 2130706433 017700000001
"""


@pytest.mark.parametrize("address", CLOSED.split())
def test_a_machine_of_our_own_network_or_of_none_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "2a02:1800::1",
        "2606:4700::6810:84e5",
        "::ffff:93.184.215.14",
    ],
)
def test_a_machine_of_the_public_internet_may_be_asked(address):
    assert is_public(address)
