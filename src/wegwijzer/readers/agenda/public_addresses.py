"""Which addresses of machines may be asked for a list of events: only those of the public internet.

A list's address is typed by somebody outside. Without this check our server could be made to ask machines that only it
can reach (server-side request forgery; OWASP, SSRF Prevention Cheat Sheet).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = IPv6Network("::/96")
_CLOSED_4 = tuple(
    IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
"""The registry of special-purpose IPv4 addresses (IANA, RFC 6890), written out: `is_global` differs by release."""
_OPEN_6 = IPv6Network("2000::/3")
"""Global unicast; everything else in IPv6 is private, local to a link, multicast or not given out."""
_CLOSED_6 = tuple(
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
"""Inside global unicast: Teredo and other protocols, documentation, 6to4 and the sinkhole of reverse names."""


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet; whatever hides an IPv4 address in IPv6 is told by that one.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if "%" in text:  # an address with a zone is local to a link
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    inside = address.ipv4_mapped or _in_last_bits(address)
    if inside is not None:
        return is_public(str(inside))
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def _in_last_bits(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address in the last 32 bits of a translated one (RFC 6052) or of an old compatible one (RFC 4291)."""
    if any(address in network for network in (*_NAT64, _COMPATIBLE)):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
