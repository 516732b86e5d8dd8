"""Settings of the website. What differs between installations comes from the environment (`environment.VARIABLES`)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from wegwijzer.web.database_choice import django_database
from wegwijzer.web.environment import read_environment
from wegwijzer.web.logs import logging_settings

_environment = read_environment()
_HERE = Path(__file__).parent
_DAY = 24 * 3600

SECRET_KEY = _environment.secret_key
SECRET_KEY_FALLBACKS = list(_environment.secret_keys_before)
DEBUG = _environment.debug
IS_PRODUCTION = _environment.is_production
ALLOWED_HOSTS = list(_environment.allowed_hosts)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django.contrib.staticfiles",
    "wegwijzer.web.people",
    "wegwijzer.web.post",
    "wegwijzer.web.referral",
    "wegwijzer.web.signin",
    "wegwijzer.web.corrections",
    "wegwijzer.web.guide",
    "wegwijzer.web.catalogue",
    "wegwijzer.web.portfolio",
    "wegwijzer.web.interviews",
    "wegwijzer.web.placement",
    "wegwijzer.web.agreements",
    "wegwijzer.web.dossiers",
    "wegwijzer.web.figures",
    "wegwijzer.web.cases",
    "wegwijzer.web.inbox",
    "wegwijzer.web.publications",
    "wegwijzer.web.webhooks",
    "wegwijzer.web.api",
    "wegwijzer.web.editing",
    "wegwijzer.web.duties",
    "wegwijzer.web.partners",
    "wegwijzer.web.clusters",
    "wegwijzer.web.projects",
    "wegwijzer.web.premium",
    "wegwijzer.web.money",
    "wegwijzer.web.agenda",
    "wegwijzer.web.offers",
    "wegwijzer.web.structures",
    "wegwijzer.web.usage",
    "wegwijzer.web.widget",
    "wegwijzer.web.observatory",
]
ROOT_URLCONF = "wegwijzer.web.urls"
WSGI_APPLICATION = "wegwijzer.web.wsgi.application"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["wegwijzer.web.people.backend.PersonBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "wegwijzer.web.operating.observing.observe",
    "django.middleware.security.SecurityMiddleware",
    "wegwijzer.web.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "wegwijzer.web.operating.probes.probes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wegwijzer.web.api.doors.api_doors",
    "wegwijzer.web.middleware.language",
    "wegwijzer.web.middleware.request_size_limit",
    "wegwijzer.web.middleware.post_rate_limit",
    "wegwijzer.web.publications.in_force.catalogue_in_force",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wegwijzer.web.middleware.pages_for_refused_methods",
    "wegwijzer.web.signin.middleware.sign_in_limits",
    "wegwijzer.web.signin.middleware.second_factor",
    "wegwijzer.web.scanned_uploads.ScannedUploads",
    "wegwijzer.web.usage.noting.count_use",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["wegwijzer.web.templatetags.wording"],
            "context_processors": [
                "wegwijzer.web.languages.language_context",
                "wegwijzer.web.people.context.actor_context",
            ],
        },
    }
]

DATABASES = {"default": django_database(_environment.database)}
if isinstance(_environment.database, Path):
    _environment.database.parent.mkdir(parents=True, exist_ok=True)
# What is counted for safety (attempts, links, codes) is counted in the database; this cache may differ per process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "wegwijzer"}}

# The texts come from wording/texts, and the language from the address; Django's own translations stay unused.
USE_I18N = False
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
STORAGES = {"staticfiles": {"BACKEND": "wegwijzer.web.static_files.FingerprintedStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 365 * _DAY if _environment.is_production else 0
WHITENOISE_ALLOW_ALL_ORIGINS = False

# A session is a row in the database; the cookie holds its key alone. It knows the ids of the visitor's walk, portfolio,
# studies and self-placements until somebody signs in, and who signed in.
SESSION_ENGINE = "wegwijzer.web.people.session_store"
# With __Host- a browser takes them over https alone, from this host, for this host (RFC 6265bis, 4.1.3.2).
_ON_HTTPS = "__Host-" if _environment.https else ""
SESSION_COOKIE_NAME = f"{_ON_HTTPS}wegwijzer"
SESSION_COOKIE_AGE = 30 * _DAY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _environment.https
CSRF_COOKIE_NAME = f"{_ON_HTTPS}wegwijzer_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _environment.https
CSRF_FAILURE_VIEW = "wegwijzer.web.errors.csrf_failure"

LOGIN_URL = "/nl/aanmelden/"
STAFF_IDLE = timedelta(minutes=_environment.sign_in.staff_idle_minutes)
STAFF_LONGEST = timedelta(hours=_environment.sign_in.staff_hours)
OTHERS_IDLE = timedelta(days=_environment.sign_in.idle_days)
OIDC_PROVIDERS = _environment.sign_in.providers
# django-allauth speaks OpenID Connect and knows time-based codes; its own pages are not mounted.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "wegwijzer.web.signin.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "wegwijzer.web.signin.adapters.OidcAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [found.allauth_app() for found in OIDC_PROVIDERS]}}
MFA_ADAPTER = "wegwijzer.web.signin.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wegwijzer"
MFA_TOTP_TOLERANCE = 1

SECURE_SSL_REDIRECT = _environment.https
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$", r"^api/"]  # the API refuses, `web.api.doors`
SECURE_HSTS_SECONDS = 365 * _DAY if _environment.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _environment.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _environment.trusted_proxies else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Letters wait in the database; a worker hands them over (web/post). Nothing else sends mail.
SITE_ADDRESS = _environment.mail.address
SECURITY_CONTACT = _environment.security_contact
MAIL_REPLY_DOMAIN = _environment.mail.reply_domain
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _environment.mail.sender
EMAIL_BACKEND = _environment.mail.backend
EMAIL_HOST, EMAIL_PORT = _environment.mail.host, _environment.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _environment.mail.user, _environment.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _environment.mail.tls == "starttls", _environment.mail.tls == "tls"
EMAIL_TIMEOUT = 30
EMAIL_FILE_PATH = _environment.mail.folder
WEBHOOK_ORIGINS = _environment.webhook_origins
"""Origins inside the operator's own network that messages to other systems may go to."""

LARGEST_REQUEST = 64 * 1024
"""Bytes of a request's body; a need of 2,000 characters takes at most 24 KB when sent as a form."""
LARGEST_TALK = 1024 * 1024
"""Bytes of a whole talk sent as one plain form: twenty questions with notes of up to 12,000 characters."""
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_TALK  # elsewhere LARGEST_REQUEST is refused before anything reads it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000  # a talk has two fields a note, a review two a word
LARGEST_UPLOAD = 50 * 1024 * 1024
"""Bytes of annual accounts sent at once: two thousand deposits, or a zip of many more."""
LARGEST_ATTACHMENT = 11 * 1024 * 1024
"""Bytes of one attachment of a dossier with its form; what is larger is refused before it is taken in."""
LARGEST_TABLE = 20 * 1024 * 1024
"""Bytes of a file of use, or of who is kept out, with its form."""
LARGEST_REQUESTS = {
    "dossiers:attachments": LARGEST_ATTACHMENT,
    "dossiers:part": LARGEST_TALK,
    "dossiers:keep": LARGEST_TALK,
    "portfolio:upload": LARGEST_UPLOAD,
    "interviews:interview": LARGEST_TALK,
    "interviews:review": LARGEST_TALK,
    "agreements:verify": LARGEST_TALK,
    "money:aid_upload": LARGEST_TALK,
    "agenda:upload": LARGEST_TALK,
    "offers:upload": LARGEST_TALK,
    "editing:change": LARGEST_TALK,
    "observatory:files": LARGEST_TABLE,
}
"""Addresses with a limit of their own. Files above 2.5 MB go straight to disk; Django holds none of them in memory."""
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000
UPLOAD_FOLDER = _environment.files / "uploads"
"""Where files wait until they are read."""
VIRUS_SCANNER = _environment.virus_scanner
"""Where clamd listens: the path of its socket, or a host and a port; None where nobody looks at uploads."""
MOST_WAITING = 2 * 1024**3
"""Bytes that may wait there; above it no upload is taken in."""
POSTS_PER_MINUTE = _environment.posts_per_minute
API_OVER_HTTPS_ONLY = _environment.https or _environment.trusted_proxies > 0 or _environment.api.only_https
API_REQUESTS_PER_MINUTE = _environment.api.per_address
API_KEY_REQUESTS_PER_MINUTE = _environment.api.per_key
TRUSTED_PROXIES = _environment.trusted_proxies

LOGGING = logging_settings(as_json=_environment.operating.log_as_json)
LOG_AS_JSON = _environment.operating.log_as_json
LOG_REQUESTS = _environment.operating.log_requests
METRICS_TOKEN = _environment.operating.metrics_token
METRICS_FROM = _environment.operating.metrics_from
DISK_LEAST = _environment.operating.disk_least
"""Bytes that must be free where uploads wait."""
OPERATOR = _environment.statement.operator
ACCESSIBILITY_CONTACT = _environment.statement.contact
DOCUMENTATION = _environment.documentation
