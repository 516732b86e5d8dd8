"""A client for other programs: what Wegwijzer's API offers, as typed calls; it needs the standard library alone."""

from wegwijzer.client.client import Wegwijzer as Wegwijzer
from wegwijzer.client.errors import ChangedError as ChangedError
from wegwijzer.client.errors import Fault as Fault
from wegwijzer.client.errors import ProblemError as ProblemError
from wegwijzer.client.errors import UnreachableError as UnreachableError
from wegwijzer.client.errors import WegwijzerClientError as WegwijzerClientError
from wegwijzer.client.webhooks import WebhookMessage as WebhookMessage
from wegwijzer.client.webhooks import WebhookVerificationError as WebhookVerificationError
from wegwijzer.client.webhooks import verify_webhook as verify_webhook
