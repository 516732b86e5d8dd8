"""What others may ask of the pages of editors: what a proposal does."""

from __future__ import annotations

from wegwijzer.web.editing.proposal_view import CaseLine as CaseLine
from wegwijzer.web.editing.proposal_view import proposal_view as proposal_view
