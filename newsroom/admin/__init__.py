"""The admin's one registration table: which model is shown by which class."""

from django.contrib import admin
from django.contrib.auth.models import Group

from articles.models import (
    Article,
    Background,
    Correction,
    Outlet,
    Photo,
    PreviewLink,
    Redaction,
    ReplyRequest,
    Section,
    Series,
    Tag,
    Version,
)
from exports.models import (
    Case,
    Channel,
    Dispatch,
    ExportItem,
    ExportJob,
    Recall,
    RecallNotice,
    StandingOrder,
)
from intake.models import Finding, IntakeRun
from ledger.models import Entry
from newsroom.admin.accounts import AccountAdmin, RoleGrantAdmin
from newsroom.admin.backgrounds import BackgroundAdmin
from newsroom.admin.cases import CaseAdmin
from newsroom.admin.contributors import ConsentAdmin, ContributorAdmin
from newsroom.admin.corrections import CorrectionAdmin
from newsroom.admin.exports import ExportJobAdmin
from newsroom.admin.identities import SealedIdentityAdmin
from newsroom.admin.intake import FindingAdmin, IntakeRunAdmin
from newsroom.admin.labels import (
    OutletAdmin,
    SectionAdmin,
    SeriesAdmin,
    TagAdmin,
)
from newsroom.admin.ledger import EntryAdmin
from newsroom.admin.notice_drafts import NoticeDraftAdmin
from newsroom.admin.organisations import OrganisationAdmin
from newsroom.admin.permissions import GrantAdmin, LicenseeAdmin
from newsroom.admin.photos import PhotoAdmin
from newsroom.admin.previews import PreviewLinkAdmin
from newsroom.admin.recalls import RecallAdmin, RecallNoticeAdmin
from newsroom.admin.redactions import RedactionAdmin
from newsroom.admin.replies import ReplyRequestAdmin
from newsroom.admin.requests import PermissionRequestAdmin
from newsroom.admin.rights import NoticeEditionAdmin
from newsroom.admin.standing import StandingOrderAdmin
from newsroom.admin.stories import ArticleAdmin
from newsroom.admin.terms import TermAdmin
from newsroom.admin.versions import VersionAdmin
from newsroom.admin.ways import ChannelAdmin
from newsroom.admin.work import (
    DispatchAdmin,
    ExportItemAdmin,
    MachineItemAdmin,
    MemoryPartAdmin,
)
from people.models import Account, Consent, Contributor, RoleGrant, SealedIdentity
from rights.models import (
    Grant,
    Licensee,
    NoticeDraft,
    NoticeEdition,
    Organisation,
    PermissionRequest,
)
from translations.models import MachineItem, MemoryPart, Term

REGISTERED = (
    (Article, ArticleAdmin),
    (Version, VersionAdmin),
    (Correction, CorrectionAdmin),
    (Background, BackgroundAdmin),
    (ReplyRequest, ReplyRequestAdmin),
    (PreviewLink, PreviewLinkAdmin),
    (Photo, PhotoAdmin),
    (Section, SectionAdmin),
    (Tag, TagAdmin),
    (Series, SeriesAdmin),
    (Outlet, OutletAdmin),
    (Term, TermAdmin),
    (Contributor, ContributorAdmin),
    (Redaction, RedactionAdmin),
    (Consent, ConsentAdmin),
    (NoticeDraft, NoticeDraftAdmin),
    (NoticeEdition, NoticeEditionAdmin),
    (Organisation, OrganisationAdmin),
    (Licensee, LicenseeAdmin),
    (PermissionRequest, PermissionRequestAdmin),
    (Grant, GrantAdmin),
    (ExportJob, ExportJobAdmin),
    (ExportItem, ExportItemAdmin),
    (Channel, ChannelAdmin),
    (StandingOrder, StandingOrderAdmin),
    (Dispatch, DispatchAdmin),
    (MachineItem, MachineItemAdmin),
    (MemoryPart, MemoryPartAdmin),
    (Case, CaseAdmin),
    (Recall, RecallAdmin),
    (RecallNotice, RecallNoticeAdmin),
    (Entry, EntryAdmin),
    (IntakeRun, IntakeRunAdmin),
    (Finding, FindingAdmin),
    (Account, AccountAdmin),
    (RoleGrant, RoleGrantAdmin),
    (SealedIdentity, SealedIdentityAdmin),
)

for model, model_admin in REGISTERED:
    admin.site.register(model, model_admin)
# Roles come from newsroom.roles; nobody edits a group's permissions by hand.
admin.site.unregister(Group)
