"""What a copy is made of: a licensed package, unbuildable without its notice."""

from exports.package.bilingual import BilingualPackage, SideBySide
from exports.package.bundle import BundlePackage, EnclosedCopy
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
    "BundlePackage",
    "Creditor",
    "EnclosedCopy",
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
