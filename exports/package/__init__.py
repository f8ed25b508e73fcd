"""What a copy is made of: a licensed package, unbuildable without its notice."""

from exports.package.licensed import LicensedPackage, PackageError, fit, is_web_address
from exports.package.story import (
    BodyBlock,
    Creditor,
    PhotoFacts,
    PrintedCredit,
    Story,
    VersionLink,
)

__all__ = [
    "BodyBlock",
    "Creditor",
    "LicensedPackage",
    "PackageError",
    "PhotoFacts",
    "PrintedCredit",
    "Story",
    "VersionLink",
    "fit",
    "is_web_address",
]
