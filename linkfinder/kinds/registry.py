"""Which module finds which kind of opportunity."""

from collections.abc import Mapping
from types import MappingProxyType

from linkfinder.kinds.base import Detector
from linkfinder.kinds.broken_link import detector as broken_link
from linkfinder.kinds.guest_post import detector as guest_post
from linkfinder.kinds.unlinked_mention import detector as unlinked_mention
from linkfinder.model.kind import OpportunityKind

_ALL: tuple[Detector, ...] = (guest_post, broken_link, unlinked_mention)

DETECTORS: Mapping[OpportunityKind, Detector] = MappingProxyType({detector.KIND: detector for detector in _ALL})
"""Every detector by its kind."""
