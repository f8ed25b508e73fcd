"""What a browser is called, and which network it is in: plain rules.

Nothing here is exact on purpose: it is enough to recognise one's own device, and too
little to find somebody by it.
"""

from ipaddress import IPv6Address, ip_address, ip_network

# The first that is found counts: most browsers claim to be others, too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "?"


def device_of(user_agent: str) -> str:
    """Name the family of a browser and its system, without a version.

    >>> device_of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
    'Firefox · Linux'
    >>> device_of("curl/8")
    '?'
    """
    named = [
        next((name for sign, name in table if sign in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(filter(None, named)) or UNKNOWN


def narrow_network(address: str) -> str:
    """Return the network that counts as one place where attempts are counted.

    >>> narrow_network("2001:db8:1:2:3::4"), narrow_network("192.0.2.7")
    ('2001:db8:1:2::/64', '192.0.2.7/32')
    """
    return _network(address, 32, 64)


def wide_network(address: str) -> str:
    """Return the network in which a device counts as the same one as before.

    >>> wide_network("2001:db8:1:2:3::4"), wide_network("192.0.2.7"), wide_network("")
    ('2001:db8:1::/48', '192.0.2.0/24', '?')
    """
    return _network(address, 24, 48)


def address_of(remote: str, forwarded_for: str, *, proxies: int) -> str:
    """Return who asked, as far as it can be believed.

    Args:
        remote: The other end of the line.
        forwarded_for: The header in which each proxy adds whom it heard.
        proxies: How many proxies of one's own stand in front; what more is in the
            header, the asker may have written.

    >>> address_of("10.0.0.1", "203.0.113.9, 198.51.100.2", proxies=1)
    '198.51.100.2'
    >>> address_of("10.0.0.1", "203.0.113.9", proxies=0)
    '10.0.0.1'
    """
    heard = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    if proxies and len(heard) >= proxies:
        return heard[-proxies]
    return remote


def _network(address: str, bits_of_4: int, bits_of_6: int) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    bits = bits_of_6 if isinstance(parsed, IPv6Address) else bits_of_4
    return str(ip_network(f"{parsed}/{bits}", strict=False))
