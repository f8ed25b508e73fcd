"""What a copy is made of: a licensed package, unbuildable without its notice."""

from exports.package.bilingual import BilingualPackage, SideBySide
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
    "BilingualPackage",
    "BodyBlock",
    "Creditor",
    "LicensedPackage",
    "PackageError",
    "PhotoFacts",
    "PrintedCredit",
    "SideBySide",
    "Story",
    "VersionLink",
    "fit",
    "is_web_address",
]
