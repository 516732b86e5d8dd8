"""What a firm can say after its case closed."""

from __future__ import annotations

HELPED = ("yes", "partly", "no")
"""Did it help?"""
CHANGED = (
    "product",
    "process",
    "organisation",
    "people",
    "market",
    "business_model",
    "support_received",
    "partner_found",
    "knows_whom_to_call",
    "nothing_yet",
)
"""What changed?"""
LAYERS = ("koploper", "ontwikkelaar", "toepasser", "volger", "niet_innovatief")
"""The layers of the innovation pyramid."""
