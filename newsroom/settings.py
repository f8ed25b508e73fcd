"""Every setting of Spean, in one file.

What comes from outside is read with `newsroom.env`; docs/settings.md lists it.
"""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF

from newsroom.env import Environment, MailServer

# Lets `ModelAdmin[Article]` and its like be written at run time.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# --- Where it runs -----------------------------------------------------------
PROFILE = env.text("SPEAN_PROFILE", "test" if "pytest" in sys.modules else "dev")
DEBUG = env.flag("DEBUG", default=True)
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var" / PROFILE)
KEYS = VAR_DIR / "keys" if DEBUG else None
SECRET_KEY = env.secret("SECRET_KEY", kept_in=KEYS)
# Kept apart: sessions may get a new key, the ledger's digests must stay comparable.
LEDGER_KEY = env.secret("LEDGER_KEY", kept_in=KEYS)
# Seals second factors; another key than the one that signs, which may change.
SIGN_IN_KEY = env.secret("SIGN_IN_KEY", kept_in=KEYS)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]", "testserver") if DEBUG else ()
)
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000" if DEBUG else None).rstrip("/")
MEDIA_DIR = env.folder("MEDIA_DIR", VAR_DIR / "media")
ARTIFACT_DIR = env.folder("ARTIFACT_DIR", VAR_DIR / "artifacts")

# --- PostgreSQL and Redis: ours unless named ---------------------------------
# With DEBUG=0 they are ours only where somebody asked for them by name.
OURS = "" if DEBUG or env.flag("EMBEDDED_SERVERS", default=False) else None
DATABASE_URL = env.text("DATABASE_URL", OURS)
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL", DATABASE_URL)
REDIS_URL = env.text("REDIS_URL", OURS)
if not DATABASE_URL or not REDIS_URL:
    from newsroom.stack import places

    REDIS_URL = REDIS_URL or places.redis_url(PROFILE)
    if not DATABASE_URL:
        DATABASE_URL = places.database_url(PROFILE, role="app")
        DATABASE_OWNER_URL = places.database_url(PROFILE, role="owner")


def _database(url: str, *, pooled: bool) -> dict[str, Any]:
    database: dict[str, Any] = {**dj_database_url.parse(url, conn_health_checks=True)}
    # Only what asks for it is prepared (worklist/prepared.py), nothing by itself.
    options: dict[str, Any] = {"prepare_threshold": sys.maxsize}
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
    database["OPTIONS"] = {**database.get("OPTIONS", {}), **options}
    return database


# "default" is what the newsroom runs as, "owner" is who may change tables.
# The pool is for the web alone: Celery closes connections around every task.
DATABASES = {
    "default": _database(DATABASE_URL, pooled=env.flag("WEB_POOL", default=False)),
    "owner": _database(DATABASE_OWNER_URL, pooled=False),
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{REDIS_URL}?db=1" if REDIS_URL[:4] == "unix" else REDIS_URL,
        "KEY_PREFIX": "spean",
    }
}

# --- Celery: a doorbell and a clock, never a queue (docs/decisions/0007) -----
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 1, "socket_connect_timeout": 1}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_POOL = "newsroom.pool:WatchfulPool"
# Kind of durable work (the model's label in lower case) → who performs it.
WORK_PERFORMERS = {
    "exports.exportitem": "exports.actions.releasing.perform",
    "translations.memorypart": "translations.actions.exchanging_memory.perform",
    "translations.machineitem": "translations.actions.running.perform",
    "exports.recallnotice": "exports.actions.telling_partners.perform",
    "exports.dispatch": "exports.actions.dispatching.perform",
}
# What the sweeper does every minute, each as `chore(at=…)`.
CHORES: tuple[str, ...] = (
    "articles.actions.sitting.end_idle_sittings",
    "newsroom.retention.erase_due",
    "translations.actions.aligning.align_waiting",
    "translations.actions.learning.learn_when_due",
    "translations.actions.remembering.remember_when_due",
    "translations.actions.keeping.choose_anew_when_due",
    "website.actions.indexing.index_when_due",
    "exports.actions.recalling.remove_recalled_files",
    "exports.actions.erasing.remove_erased_captures",
    "exports.actions.telling_partners.remind_partners",
    "exports.actions.dispatching.mail_finished_orders",
    "exports.actions.standing.order_new_releases",
    "articles.actions.imprinting.rewrite_due",
    "articles.actions.imprinting.remove_discarded",
    "articles.actions.notifying.remind_of_deadlines",
    "articles.actions.notifying.forget_seen",
    "people.actions.alarming.forget",
    "newsroom.lockout.alarm_of_failures",
    "newsroom.lockout.forget_failures",
    "people.actions.own_account.forget_pauses",
    "newsroom.digest.send_digests",
    "newsroom.alarms.send_alarms",
)
# What wakes a worker; by its path, so that no action loads Celery.
WORK_BELL = "newsroom.bell.wake_a_worker"

# --- Apps --------------------------------------------------------------------
INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "website.apps.WebsiteConfig",
    "exports.apps.ExportsConfig",
    "intake.apps.IntakeConfig",
    "translations.apps.TranslationsConfig",
    "rights.apps.RightsConfig",
    "articles.apps.ArticlesConfig",
    "people.apps.PeopleConfig",
    "ledger.apps.LedgerConfig",
    "worklist.apps.WorklistConfig",
    "modeltranslation",
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "csp",
    "axes",
    "django_prose_editor",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.tell_machines",
    "newsroom.middleware.refuse_unstorable_text",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "newsroom.rescue.RescueMiddleware",
    "newsroom.gate.GateMiddleware",
    "newsroom.middleware.speak_the_staff_members_language",
    "newsroom.middleware.StaffHistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- People and sign-in ------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "people.backends.RoleBackend",
]
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
    {"NAME": "people.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Off only where anybody may look around: demo accounts have no telephone.
SECOND_FACTOR = env.flag("SECOND_FACTOR", default=not DEBUG)
SESSION_ENGINE = "people.sessions"
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", default=120, least=5)
SESSION_MAX_HOURS = env.number("SESSION_MAX_HOURS", default=12, least=1)
TEMPORARY_PASSWORD_HOURS = env.number("TEMPORARY_PASSWORD_HOURS", default=72, least=1)
# How many proxies of one's own add to X-Forwarded-For; 0: nobody is believed.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", default=0, least=0)
# newsroom/lockout.py says what is counted; axes gets per cent of the nearest limit.
LOCKOUT_MINUTES = env.number("LOCKOUT_MINUTES", default=30, least=1)
AXES_HANDLER = "newsroom.lockout.Doorkeeper"
AXES_FAILURE_LIMIT = 100
AXES_COOLOFF_TIME = timedelta(minutes=LOCKOUT_MINUTES)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
AXES_USERNAME_CALLABLE = "newsroom.lockout.name_digest"
AXES_CLIENT_IP_CALLABLE = "newsroom.lockout.place_of"
AXES_CLIENT_STR_CALLABLE = "newsroom.lockout.nobody_in_logs"
AXES_LOCKOUT_CALLABLE = "newsroom.lockout.locked_out"
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# Real identities are sealed to these public keys; without one none can be stored.
IDENTITY_KEYS = env.identity_keys("IDENTITY_KEYS")

# --- Languages and time ------------------------------------------------------
# Interface and labels speak these; a version's language is any BCP 47 tag.
LANGUAGES = [("km", "ខ្មែរ"), ("en", "English")]
LANGUAGE_CODE = "km"
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "km"
MODELTRANSLATION_ENABLE_FALLBACKS = False
TIME_ZONE = "Asia/Phnom_Penh"
USE_TZ = True

# --- The newsroom's own rules ------------------------------------------------
# Who may veto a publication; the first room that says why is in articles.gates.
PUBLICATION_GATES = (
    "articles.gates.TextGate",
    "articles.gates.OriginGate",
    "articles.gates.CreditsGate",
    "articles.gates.VoiceGate",
    "articles.gates.SecrecyGate",
    "rights.gates.NoticeGate",
    "rights.gates.PhotoGate",
)
# Who may veto an approval, before anybody thinks of publishing.
APPROVAL_GATES = (
    "translations.gates.FindingsGate",
    "translations.gates.MachineGate",
)
# Which machine may draft translations; None: no word leaves. And the share of a text,
# in hundredths, that may be approved as the machine wrote it.
MACHINE_SERVICE = env.machine_service(
    "MACHINE_BACKEND", url="MACHINE_URL", key="MACHINE_KEY", model="MACHINE_MODEL"
)
MACHINE_SHARE_LIMIT = env.number("MACHINE_SHARE_LIMIT", default=20, least=0, most=100)
# Who learns in the same transaction that a release or a link of a version moved.
VERSION_FOLLOWERS = ("translations.actions.following.UnitsFollower",)
# What an outlet says of its own photos, in their files.
PHOTO_RIGHTS = "rights.lookup.photo_claim"
# Drafts, questions and reasons are forgotten so long after publication.
RETENTION_DAYS = env.number("RETENTION_DAYS", default=30, least=1)
# How like a text something translated before must be to be offered, 0-100.
MEMORY_THRESHOLD = env.number("MEMORY_THRESHOLD", default=65, least=1)
# What other rooms forget with a story at rest, each as `erase(article=…, at=…)`.
ERASERS: tuple[str, ...] = (
    "exports.actions.erasing.erase_cases",
    "intake.actions.erasing.erase_review_notes",
    "rights.actions.erasing.erase_requests",
    "translations.actions.erasing.erase_questions",
    "translations.actions.erasing.erase_comments",
    "translations.actions.erasing.erase_notes",
    "translations.actions.erasing.erase_dismissals",
    "translations.actions.erasing.erase_files",
    "translations.actions.resting.erase_seen_sources",
)
KHMER_CHARACTERS_PER_MINUTE = env.number("KHMER_CHARACTERS_PER_MINUTE", default=1500)
PGHISTORY_APPEND_ONLY = True
# Asking a reader who they are would make every page depend on a cookie.
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)
WORDS_PER_MINUTE = env.number("WORDS_PER_MINUTE", default=238)
REPLY_DAYS = env.number("REPLY_DAYS", default=7)
# Whether mining public pages and training with them needs permission: rights.machines.
TDM_RESERVED = env.flag("TDM_RESERVED", default=True)

# --- Mail: a number and a link, for who has not looked (newsroom/digest.py) --
MAIL = env.mail_server("EMAIL_URL")
SENDS_MAIL, MAIL_SERVER = MAIL is not None, MAIL or MailServer()
EMAIL_BACKEND, EMAIL_HOST = MAIL_SERVER.backend, MAIL_SERVER.host
EMAIL_PORT = MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.is_encrypted, MAIL_SERVER.is_upgraded
# The sweeper waits for it, and so does the doorbell.
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"newsroom@{urlsplit(SITE_URL).hostname}")
# Whether a webhook may lead to this machine and its neighbours, over http:// too.
WEBHOOKS_MAY_BE_PRIVATE = env.flag("WEBHOOKS_MAY_BE_PRIVATE", default=False)
DIGEST_HOUR = env.number("DIGEST_HOUR", default=7, least=0, most=23)

# --- Files -------------------------------------------------------------------
STATIC_URL = "static/"
# While developing, files are served from where they lie.
STATIC_ROOT = None if DEBUG else BASE_DIR / "staticfiles"
MEDIA_ROOT = MEDIA_DIR
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.lean.LeanStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_PERMISSIONS = 0o600
# A picture as the camera wrote it says where it was taken: it never touches the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 32_000_000
# Where a proxy in front reads MEDIA_DIR itself; empty: we send the bytes.
ACCEL_PATH = env.text("ACCEL_PATH", "").rstrip("/")
# Far beyond any story, which a form holds twice at nine bytes a Khmer letter.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Headers -----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # What stands in a page or a style sheet is no further answer to wait for.
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "interest-cohort", "microphone")
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "newsroom.rescue.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if env.flag("BEHIND_TLS", default=False)
    else None
)
SECURE_SSL_REDIRECT = not DEBUG and env.flag("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 0 if DEBUG else env.number("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "spean_session", "spean_csrf"
