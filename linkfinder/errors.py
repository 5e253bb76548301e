"""The exceptions that linkfinder raises on purpose.

LinkfinderError
├── NicheError        a niche file cannot be used: names file, key and remedy
├── UrlError          an address cannot be used: names it and says what is wrong
├── ReadError         a saved page or list cannot be read: names file and place
├── DiscoveryError    a source of sites gave no usable answer
│   └── SourceClosedError    it will not answer anything in this run
├── NetworkSettingsError    a list of networks or the address of a proxy cannot be read: names the variable
├── FetchError        an address was not fetched: names it and says why
│   ├── AddressRefusedError    it lies in a private network that nobody allowed
│   └── TooManyRedirectsError    it redirects more often than is followed
├── LinkCheckError    link checks cannot start: no browser is installed
├── StorageError      the database cannot be used: names it and the remedy
│   └── NicheBusyError    another run holds the niche
├── ReportError       a report cannot be written: names the file and the remedy
└── MoveError         a status may not follow the present one

Turning a page or a candidate down is no exception: the reason is returned.
"""


class LinkfinderError(Exception):
    """The base of every error that is meant for the person at the keyboard."""


class NicheError(LinkfinderError):
    """A niche file cannot be used."""


class UrlError(LinkfinderError):
    """An address cannot be used."""


class ReadError(LinkfinderError):
    """A saved page or list cannot be read."""


class DiscoveryError(LinkfinderError):
    """A source of sites gave no usable answer."""


class SourceClosedError(DiscoveryError):
    """A source will not answer anything in this run: its key or address is refused, or its allowance is used up."""


class NetworkSettingsError(LinkfinderError):
    """A setting of the network, such as LINKFINDER_ALLOW_NETWORKS or a proxy, cannot be read."""


class FetchError(LinkfinderError):
    """An address was not fetched: it must not be, or no usable answer came."""


class AddressRefusedError(FetchError):
    """An address must not be contacted, because it lies in a private network."""


class TooManyRedirectsError(FetchError):
    """An address redirects more often than is followed."""


class LinkCheckError(LinkfinderError):
    """Link checks cannot start."""


class StorageError(LinkfinderError):
    """The database cannot be used."""


class NicheBusyError(StorageError):
    """Another run holds the niche."""


class ReportError(LinkfinderError):
    """A report cannot be written."""


class MoveError(LinkfinderError):
    """A status may not follow the present one."""
