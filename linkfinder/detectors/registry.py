"""Which module finds which kind of opportunity."""

from collections.abc import Mapping
from types import MappingProxyType

from linkfinder.detectors import broken_link, guest_post, unlinked_mention
from linkfinder.detectors.base import Detector
from linkfinder.model.kind import OpportunityKind

_ALL: tuple[Detector, ...] = (guest_post, broken_link, unlinked_mention)

DETECTORS: Mapping[OpportunityKind, Detector] = MappingProxyType({detector.KIND: detector for detector in _ALL})
"""Every detector by its kind."""
